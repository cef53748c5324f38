package io.postern.console.housekeeping;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.postern.access.Changes;
import io.postern.access.customservice.ClientSecrets;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.Compatibility;
import io.postern.access.subscription.Settings;
import io.postern.access.subscription.Subscriptions;
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
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page Housekeeping, from what nobody uses to its end. */
@QuarkusTest
class HousekeepingPageTest {
    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    ClientSecrets secrets;

    @Inject
    Subscriptions settings;

    @Inject
    TestClock clock;

    @Test
    void shouldDisableAnUnusedServiceByOneClickAndByKeyboard() {
        int subscription = subscriptions.create().id();
        Integration crm = integration(subscription, "CRM Sync", null);
        integration(subscription, "Reporting", null);
        String token = Api.token(crm);
        age(subscription, 91);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, subscriptions.administrator(subscription))) {
            Page page = browser.page();
            browser.link("Housekeeping").click();
            assertThat(page.locator("tbody tr")).hasCount(2);
            assertThat(current(page)).hasText("Unused services 2");
            assertThat(browser.row("CRM Sync")).containsText("Never");
            browser.checkAccessibility();

            Browser.button(browser.row("CRM Sync"), "Disable").click();
            browser.checkAccessibility();
            Browser.button(browser.dialog(), "Disable").click();
            assertThat(browser.dialog()).isHidden();
            assertThat(page.locator("#toasts")).containsText("CRM Sync is disabled.");
            assertThat(browser.row("CRM Sync")).hasCount(0);
            assertThat(current(page)).hasText("Unused services 1");
            assertThat(Api.get("/rest/v1/leads/describe.json", token).error()).isEqualTo("601");

            browser.tabTo(Browser.button(browser.row("Reporting"), "Disable"));
            page.keyboard().press("Enter");
            assertThat(browser.dialog()).isVisible();
            browser.tabTo(Browser.button(browser.dialog(), "Disable"));
            page.keyboard().press("Enter");
            assertThat(page.locator("#list")).containsText("No service is unused");
            assertThat(current(page)).hasText("Unused services 0");
            browser.checkAccessibility();
        }
    }

    @Test
    void shouldEndAnUnusedSecretAndLeadToTheCurrentOne() {
        int subscription = subscriptions.create().id();
        Integration crm = integration(subscription, "CRM Sync", null);
        rotate(crm);
        age(subscription, 91);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH.dark(), subscriptions.administrator(subscription))) {
            Page page = browser.page();
            page.navigate("/housekeeping?what=SECRETS");
            assertThat(page.locator("tbody tr")).hasCount(2);
            browser.checkAccessibility();
            Browser.button(browser.row("Current secret"), "Client Secrets").click();
            assertThat(browser.dialog()).containsText("Client secrets of CRM Sync");
            page.keyboard().press("Escape");

            Browser.button(browser.row("Old secret"), "End Now").click();
            Browser.button(browser.dialog(), "End Now").click();
            assertThat(browser.dialog()).containsText("Client secrets of CRM Sync");
            page.keyboard().press("Escape");
            assertThat(page.locator("#list")).containsText("No secret is unused");
            browser.checkAccessibility();
        }
        assertThat(Api.send(Api.tokenRequest(crm.clientId(), crm.secret())).status())
                .isEqualTo(401);
    }

    @Test
    void shouldDisableAnUnusedUserAndDeleteARoleThatNobodyHolds() {
        int subscription = subscriptions.create().id();
        Integration crm = integration(subscription, "CRM Sync", null);
        age(subscription, 91);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, subscriptions.administrator(subscription))) {
            Page page = browser.page();
            page.navigate("/housekeeping?what=USERS");
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(browser.row(crm.login())).containsText("API Only");
            browser.checkAccessibility();
            Browser.button(browser.row(crm.login()), "Disable").click();
            Browser.button(browser.dialog(), "Disable").click();
            assertThat(page.locator("#list")).containsText("No user is unused");
            assertThat(Api.send(Api.tokenRequest(crm.clientId(), crm.secret())).status())
                    .isEqualTo(401);

            browser.link("Unused roles 5").click();
            Locator held = browser.row("Role of CRM Sync");
            assertThat(held.locator("td.number")).hasText("1");
            assertThat(Browser.button(held, "Delete Role")).hasCount(0);
            browser.checkAccessibility();
            Browser.button(browser.row("Web Designer"), "Delete Role").click();
            Browser.button(browser.dialog(), "Delete").click();
            assertThat(browser.row("Web Designer")).hasCount(0);
            assertThat(current(page)).hasText("Unused roles 4");
        }
    }

    @Test
    void shouldTellWhatEndsSoonAndLeadToWhereItIsPutOff() {
        int subscription = subscriptions.create().id();
        Integration crm = integration(subscription, "CRM Sync", null);
        rotate(crm);
        Integration reporting = integration(subscription, "Reporting", null);
        expire(reporting, clock.instant().plus(Duration.ofHours(20)));
        Integration leaving =
                integration(subscription, "Leaving", clock.instant().plus(Duration.ofDays(20)));

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, subscriptions.administrator(subscription))) {
            Page page = browser.page();
            page.navigate("/housekeeping?what=EXPIRING");
            Locator rows = page.locator("tbody tr");
            assertThat(rows).hasCount(3);
            assertThat(rows.nth(0)).containsText("Reporting");
            assertThat(rows.nth(0)).containsText("within 1 day");
            assertThat(rows.nth(0)).containsText("No other secret: the integration stops then");
            assertThat(rows.nth(1)).containsText("CRM Sync");
            assertThat(rows.nth(1)).containsText("within 7 days");
            assertThat(rows.nth(1)).containsText("Another secret is in force");
            assertThat(rows.nth(2)).containsText(leaving.login());
            assertThat(rows.nth(2)).containsText("within 30 days");
            assertThat(rows.nth(2)).containsText("1 service stops then");
            assertThat(page.getByLabel("Period")).hasCount(0);
            browser.checkAccessibility();

            Browser.button(rows.nth(2), "Edit User").click();
            browser.dialog().getByLabel("Access Expires").fill("");
            Browser.button(browser.dialog(), "Save").click();
            assertThat(rows).hasCount(2);
            Browser.button(rows.nth(0), "Client Secrets").click();
            browser.dialog().getByLabel("Expires after").fill("");
            Browser.button(browser.dialog(), "Set Expiry").click();
            assertThat(browser.dialog()).containsText("The expiry was saved.");
            page.keyboard().press("Escape");
            assertThat(rows).hasCount(1);
            assertThat(current(page)).hasText("Expiring soon 1");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, This subscription accepts tokens as parameters", "false, This subscription refuses tokens"})
    void shouldTellWhoSendsTokensAsParameters(boolean accepted, String note) {
        int subscription = subscriptions.create(settings(true)).id();
        Integration crm = integration(subscription, "CRM Sync", null);
        Api.send(Api.request("/rest/v1/leads/describe.json?access_token=" + Api.token(crm)));
        changes.run(TestSubscriptions.TEST, subscription, change -> settings.change(change, settings(accepted)));

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, subscriptions.administrator(subscription))) {
            Page page = browser.page();
            page.navigate("/housekeeping?what=TOKENS");
            assertThat(browser.row("CRM Sync")).containsText("GET /rest/v1/leads/describe.json");
            assertThat(page.locator("#list")).containsText(note);
            browser.checkAccessibility();
            browser.link("CRM Sync").click();
            assertThat(page.locator("h1")).hasText("CRM Sync");
        }
    }

    @Test
    void shouldFilterAndChooseAfterHowManyDays() {
        int subscription = subscriptions.create().id();
        integration(subscription, "CRM Sync", null);
        integration(subscription, "Reporting", null);
        age(subscription, 61);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, subscriptions.administrator(subscription))) {
            Page page = browser.page();
            page.navigate("/housekeeping");
            assertThat(page.locator("#list")).containsText("No service is unused");
            page.getByLabel("Period").selectOption("60");
            assertThat(page.locator("tbody tr")).hasCount(2);
            assertThat(page).hasURL(Pattern.compile(".*days=60.*what=SERVICES.*"));
            assertThat(current(page)).hasText("Unused services 2");

            page.getByLabel("Filter").fill("report");
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(current(page)).hasText("Unused services 2");
            page.getByLabel("Filter").fill("nothing like it");
            assertThat(page.locator("#list")).containsText("Nothing matches this filter.");

            browser.tabTo(browser.link("Unused users 2"));
            page.keyboard().press("Enter");
            assertThat(page.locator("tbody tr")).hasCount(2);
            assertThat(page.getByLabel("Period")).hasValue("60");
            browser.link("Expiring soon 0").click();
            assertThat(page.locator("#list")).containsText("Nothing ends within 30 days");
            browser.link("Unused users 2").click();
            assertThat(page.getByLabel("Period")).hasValue("60");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ACCESS_EVENT_PARTNERS | SERVICES,SECRETS,EXPIRING,TOKENS | USERS,ROLES",
                "ACCESS_USERS | USERS | SERVICES,SECRETS,ROLES,EXPIRING,TOKENS",
                "ACCESS_ROLES | ROLES | SERVICES,SECRETS,USERS,EXPIRING,TOKENS"
            })
    void shouldOpenToEachPermissionOnlyWhatIsOfIt(Permission held, String open, String closed) {
        Administration person = Administration.signIn(
                subscriptions.person(subscriptions.create().id(), held));
        List<String> opened = List.of(open.split(",", -1));
        String first = person.get("/housekeeping");

        assertThat(first).contains("id=\"tab-" + opened.getFirst() + "\"");
        assertThat(opened).allSatisfy(what -> {
            assertThat(person.open("/housekeeping?what=" + what).statusCode()).isEqualTo(200);
            assertThat(first).contains("id=\"tab-" + what + "\"");
        });
        assertThat(List.of(closed.split(",", -1))).allSatisfy(what -> {
            assertThat(person.open("/housekeeping?what=" + what).statusCode()).isEqualTo(403);
            assertThat(first).doesNotContain("id=\"tab-" + what + "\"");
        });
    }

    @Test
    void shouldPointToNothingThatAPersonMayNotOpen() {
        int subscription = subscriptions.create().id();
        Integration leaving =
                integration(subscription, "Leaving", clock.instant().plus(Duration.ofDays(20)));
        Administration person =
                Administration.signIn(subscriptions.person(subscription, Permission.ACCESS_EVENT_PARTNERS));

        assertThat(person.get("/housekeeping?what=EXPIRING"))
                .contains(leaving.login())
                .doesNotContain("/users?user=")
                .doesNotContain("/users/");
        assertThat(person.get("/housekeeping?what=TOKENS")).doesNotContain("/denials?");
    }

    @Test
    void shouldShowWhatIsOfOnesOwnSubscriptionAndPassOverWhatItCannotRead() {
        int subscription = subscriptions.create().id();
        integration(subscription, "CRM Sync", null);
        age(subscription, 91);
        Administration own = Administration.signIn(subscriptions.administrator(subscription));
        Administration other = Administration.signIn(
                subscriptions.administrator(subscriptions.create().id()));

        assertThat(own.get("/housekeeping?what=X&days=1&page=none")).contains("CRM Sync");
        assertThat(own.get("/housekeeping?days=365")).doesNotContain("CRM Sync");
        assertThat(other.get("/housekeeping")).doesNotContain("CRM Sync");
    }

    /** The tab that is shown. */
    private static Locator current(Page page) {
        return page.locator("#topics a[aria-current=page]");
    }

    private Integration integration(int subscription, String name, @Nullable Instant accessExpiresAt) {
        return subscriptions.integration(
                subscription,
                "Role of " + name,
                name,
                new UserDetails(subscriptions.login(), "Inte", "Gration", "", accessExpiresAt),
                Permission.READ_ONLY_PERSON);
    }

    private void age(int subscription, int days) {
        subscriptions.age(subscription, clock.instant().minus(Duration.ofDays(days)));
    }

    private void rotate(Integration integration) {
        changes.run(
                TestSubscriptions.TEST,
                integration.subscriptionId(),
                change -> secrets.rotate(change, integration.serviceId(), ClientSecrets.DEFAULT_OVERLAP));
    }

    private void expire(Integration integration, Instant at) {
        changes.run(TestSubscriptions.TEST, integration.subscriptionId(), change -> {
            long secret = secrets.list(change.handle(), integration.subscriptionId(), integration.serviceId())
                    .getFirst()
                    .id();
            secrets.expire(change, integration.serviceId(), secret, at);
        });
    }

    private static Settings settings(boolean accessTokenInQuery) {
        return Settings.named("Old clients").with(Compatibility.DEFAULT.withAccessTokenInQuery(accessTokenInQuery));
    }
}
