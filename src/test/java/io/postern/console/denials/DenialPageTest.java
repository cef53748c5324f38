package io.postern.console.denials;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.Settings;
import io.postern.access.user.UserDetails;
import io.postern.testing.Administration;
import io.postern.testing.Api;
import io.postern.testing.Browser;
import io.postern.testing.Browser.Setup;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

/** The page Denials, from the refused call to the role that is set right. */
@QuarkusTest
class DenialPageTest {
    @Inject
    TestSubscriptions subscriptions;

    @Inject
    TestClock clock;

    @Test
    void shouldLeadFromARefusedCallToThePermissionThatIsMissing() {
        Integration integration = integration();
        String token = Api.token(integration);
        assertThat(Api.post("/rest/v1/leads.json", token, "{}").error()).isEqualTo("603");

        try (Browser browser =
                Browser.signedIn(Setup.ENGLISH, subscriptions.administrator(integration.subscriptionId()))) {
            Page page = browser.page();
            page.navigate("/denials");
            assertThat(browser.row("CRM Sync")).containsText("POST /rest/v1/leads.json");
            assertThat(browser.row("CRM Sync"))
                    .containsText("Needs Read-Write Person; role Reader gives Read-Only Person");
            browser.checkAccessibility();

            browser.link("Edit role Reader").click();
            assertThat(browser.dialog()).isVisible();
            var box = page.locator("#permission-READ_WRITE_PERSON");
            assertThat(box).isFocused();
            assertThat(page.locator("li:has(> .form-check #permission-READ_WRITE_PERSON) .missing"))
                    .hasText("Missing");
            browser.checkAccessibility();
            page.keyboard().press("Space");
            Browser.button(browser.dialog(), "Save").click();
            assertThat(browser.dialog()).isHidden();
        }
        assertThat(Api.post("/rest/v1/leads.json", token, "{\"input\":[{\"email\":\"a@b.example\"}]}")
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void shouldFilterAndGroupAndLeadBackToSingleOnes() {
        Integration integration = integration();
        Api.post("/rest/v1/leads.json", Api.token(integration), "{}");
        Api.send(Api.tokenRequest(integration.clientId(), "wrong"));
        Api.send(Api.tokenRequest(integration.clientId(), "wrong"));

        try (Browser browser =
                Browser.signedIn(Setup.ENGLISH.dark(), subscriptions.administrator(integration.subscriptionId()))) {
            Page page = browser.page();
            page.navigate("/denials");
            assertThat(page.locator("tbody tr")).hasCount(2);
            page.getByLabel("Reason").selectOption("SECRET_WRONG");
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page.locator("tbody")).containsText("2 times since");
            page.getByLabel("Reason").selectOption("");
            assertThat(page.locator("tbody tr")).hasCount(2);

            page.getByLabel("Group by").selectOption("REASON");
            assertThat(page.locator("tbody tr").first()).containsText("Wrong secret");
            browser.checkAccessibility();
            browser.link("Wrong secret").click();
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page.getByLabel("Reason")).hasValue("SECRET_WRONG");

            page.getByLabel("Reason").selectOption("");
            page.getByLabel("Group by").selectOption("OPERATION");
            browser.link("POST /rest/v1/leads.json").click();
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page.locator("#list")).containsText("Operation: POST /rest/v1/leads.json.");
            browser.checkAccessibility();

            page.navigate("/denials?service=" + integration.serviceId());
            assertThat(page.locator("tbody tr")).hasCount(2);
            page.navigate("/denials?filter=nothing+like+it");
            assertThat(page.locator("#list")).containsText("No denial matches.");
        }
    }

    @Test
    void shouldOfferOnlyRemediesThatAPersonMayUse() {
        Integration integration = integration();
        Api.post("/rest/v1/leads.json", Api.token(integration), "{}");
        Administration person =
                Administration.signIn(subscriptions.person(integration.subscriptionId(), Permission.ACCESS_SOAP_API));

        assertThat(person.get("/denials"))
                .contains("Needs Read-Write Person")
                .doesNotContain("/roles?edit=")
                .doesNotContain("/users?user=");
    }

    @Test
    void shouldShowDenialsOfOnesOwnSubscriptionAndOnlyToWhoMay() {
        Integration integration = integration();
        Api.post("/rest/v1/leads.json", Api.token(integration), "{}");

        assertThat(Administration.signIn(subscriptions.administrator(
                                subscriptions.create().id()))
                        .get("/denials?service=" + integration.serviceId()))
                .doesNotContain("CRM Sync");
        assertThat(Administration.signIn(subscriptions.person(integration.subscriptionId(), Permission.ACCESS_ROLES))
                        .open("/denials")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldPassOverWhatItCannotRead() {
        Administration admin = Administration.signIn(
                subscriptions.administrator(subscriptions.create().id()));

        assertThat(admin.open("/denials?period=X&reason=Y&group=Z&service=-1&page=none")
                        .statusCode())
                .isEqualTo(200);
        assertThat(admin.open("/roles?edit=1000000&missing=NO_PERMISSION").statusCode())
                .isEqualTo(200);
    }

    /** A denial is a row of its day, so a period is one of days too, as on the page Usage. */
    @Test
    void shouldLookBackByDaysOfTheSubscription() {
        Integration integration = integration();
        Api.post("/rest/v1/leads.json", Api.token(integration), "{}");
        Administration admin = Administration.signIn(subscriptions.administrator(integration.subscriptionId()));
        assertThat(admin.get("/denials?period=TODAY")).contains("CRM Sync");

        ZonedDateTime now = clock.instant().atZone(Settings.DEFAULT_TIME_ZONE);
        clock.advance(Duration.between(now, now.toLocalDate().plusDays(1).atStartOfDay(Settings.DEFAULT_TIME_ZONE)));
        Administration nextDay = Administration.signIn(subscriptions.administrator(integration.subscriptionId()));

        assertThat(nextDay.get("/denials?period=TODAY")).doesNotContain("CRM Sync");
        assertThat(nextDay.get("/denials?period=DAY"))
                .as("an old link shows what is usual")
                .contains("CRM Sync");
    }

    private Integration integration() {
        return subscriptions.integration(
                subscriptions.create().id(),
                "Reader",
                "CRM Sync",
                new UserDetails(subscriptions.login(), "Inte", "Gration", "", null),
                Permission.READ_ONLY_PERSON);
    }
}
