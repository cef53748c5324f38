package io.postern.console.launchpoint;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.postern.testing.Browser.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import io.postern.access.Changes;
import io.postern.access.customservice.CustomServices;
import io.postern.access.customservice.NewService;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.Compatibility;
import io.postern.access.subscription.Settings;
import io.postern.access.subscription.Subscriptions;
import io.postern.access.user.UserDetails;
import io.postern.access.user.Users;
import io.postern.testing.Browser;
import io.postern.testing.Browser.Setup;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What LaunchPoint shows and refuses off the documented path. */
@QuarkusTest
class LaunchPointRulesTest {
    @Inject
    TestSubscriptions subscriptions;

    @Inject
    TestClock clock;

    @Inject
    Changes changes;

    @Inject
    Users users;

    @Inject
    CustomServices services;

    @Inject
    Subscriptions settings;

    private int subscription;

    @BeforeEach
    void makeASubscription() {
        subscription = subscriptions.create().id();
    }

    @Test
    void shouldSayWhatToDoFirst() {
        Administrator admin = subscriptions.administrator(subscription);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH.dark(), admin)) {
            Page page = browser.page();
            page.navigate("/launchpoint");
            assertThat(page.locator("#list")).containsText("First make a role");
            browser.checkAccessibility();

            browser.button("New").click();
            browser.button("New Service").click();

            assertThat(browser.dialog()).containsText("There is no API-only user yet.");
            browser.checkAccessibility();
            browser.dialog().getByText("Users & Roles").click();
            page.waitForURL("**/users");
        }
    }

    @Test
    void shouldRefuseThePageToWhoLacksThePermission() {
        Administrator person = subscriptions.person(subscription, Permission.ACCESS_USERS);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, person)) {
            browser.page().navigate("/launchpoint");

            assertThat(browser.page().locator("main")).containsText("Access Event Partners");
            browser.checkAccessibility();
        }
    }

    @Test
    void shouldShowASecretAtCreationOnlyWhereTheSubscriptionSaysSo() {
        Administrator admin = subscriptions.administrator(subscription);
        Integration integration = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
        changes.run(TestSubscriptions.TEST, subscription, change -> settings.change(change, showingOnce()));

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            Page page = browser.page();
            Locator dialog = browser.dialog();
            page.navigate("/launchpoint?user=" + integration.userId());
            assertThat(browser.field("API Only User")).hasValue(Long.toString(integration.userId()));
            browser.field("Display Name").fill("Once");
            button(dialog, "Create").click();

            assertThat(dialog).containsText("shown this once");
            String secret = browser.field("Client Secret").inputValue();
            assertThat(secret).hasSize(32);
            assertThat(dialog.locator("#connectionSettings").inputValue()).contains(secret);
            browser.checkAccessibility();
            button(dialog, "Close").last().click();

            Locator row = page.locator("tbody tr").first();
            assertThat(row).containsText("Once");
            button(row, "View Details").click();
            assertThat(dialog).containsText("cannot be shown again");
            assertThat(button(dialog, "Reveal")).hasCount(0);
            button(dialog, "Copy connection settings").click();
            assertThat(dialog.locator("#connectionSettings")).not().hasValue("");
            assertThat(dialog.locator("#connectionSettings").inputValue())
                    .contains("Client Id")
                    .doesNotContain("Client Secret");
            assertThat(page.content()).doesNotContain(secret);
            browser.checkAccessibility();
        }
    }

    @Test
    void shouldHandNothingOutToWhoHoldsLessThanTheUser() {
        Administrator partner = subscriptions.person(subscription, Permission.ACCESS_EVENT_PARTNERS);
        Integration integration = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
        String why = "You cannot grant what you do not hold";

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, partner)) {
            Page page = browser.page();
            Locator dialog = browser.dialog();
            page.navigate("/launchpoint");
            browser.button("View Details").click();
            for (String asked : List.of("Reveal", "Get Token", "Copy connection settings")) {
                button(dialog, asked).click();
            }
            assertThat(dialog.getByText(why)).hasCount(3);
            assertThat(dialog.getByText("Read-Only Person")).hasCount(3);
            assertThat(browser.field("Access Token")).hasValue("");
            assertThat(page.content()).doesNotContain(integration.secret());
            browser.checkAccessibility();
            page.keyboard().press("Escape");

            browser.button("New").click();
            browser.button("New Service").click();
            browser.field("Display Name").fill("Mine");
            browser.field("API Only User").selectOption(new SelectOption().setLabel(integration.login()));
            button(dialog, "Create").click();

            assertThat(dialog.locator("#user-error")).containsText(why);
            assertThat(browser.field("Display Name")).hasValue("Mine");
        }
    }

    @Test
    void shouldTellOfAServiceWhoseUserHasExpiredAndWhereANameIsTaken() {
        Administrator admin = subscriptions.administrator(subscription);
        Integration expiring = subscriptions.integration(subscription);
        Integration lasting = subscriptions.integration(subscription);
        changes.run(
                TestSubscriptions.TEST,
                subscription,
                change -> users.edit(
                        change,
                        expiring.userId(),
                        new UserDetails(
                                expiring.login(), "A", "B", "", clock.instant().plusSeconds(60))));
        clock.advance(Duration.ofSeconds(60));

        try (Browser browser = Browser.signedIn(Setup.ENGLISH.narrow(), admin)) {
            Page page = browser.page();
            Locator dialog = browser.dialog();
            page.navigate("/launchpoint");
            browser.link("Status").click();
            Locator first = page.locator("tbody tr").first();
            assertThat(first).containsText("User has expired");
            assertThat(first).containsText(expiring.login());

            page.navigate("/launchpoint?service=" + expiring.serviceId());
            assertThat(button(dialog, "Get Token")).isDisabled();
            assertThat(dialog).containsText("so the service gets no token");
            browser.checkAccessibility();
            page.keyboard().press("Escape");

            page.navigate("/launchpoint?new=true");
            browser.field("Display Name").fill("service OF " + expiring.login());
            browser.field("API Only User").selectOption(new SelectOption().setLabel(lasting.login()));
            button(dialog, "Create").click();
            assertThat(dialog.locator("#displayName-error")).containsText("is taken already");
        }
    }

    @Test
    void shouldFilterSortAndPageBeyondFiftyServices() {
        Administrator admin = subscriptions.administrator(subscription);
        Integration integration = subscriptions.integration(subscription);
        changes.run(TestSubscriptions.TEST, subscription, change -> {
            for (int i = 1; i <= 51; i++) {
                services.create(
                        change,
                        new NewService(
                                "Made %02d".formatted(i),
                                "",
                                integration.userId(),
                                Optional.empty(),
                                Optional.empty()));
            }
        });

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            Page page = browser.page();
            Locator rows = page.locator("tbody tr");
            page.navigate("/launchpoint");
            assertThat(rows).hasCount(50);
            assertThat(rows.first()).containsText("Made 51");

            browser.link("Next page").click();
            assertThat(rows).hasCount(2);
            browser.link("Name").click();
            assertThat(rows.first()).containsText("Made 01");

            page.getByLabel("Filter").fill("MADE 4");
            assertThat(rows).hasCount(10);
            page.getByLabel("Filter").fill("nothing like it");
            assertThat(page.locator("#list")).containsText("No service matches");
        }
    }

    private static Settings showingOnce() {
        return Settings.named("Once").with(Compatibility.DEFAULT.withSecretsRevealable(false));
    }
}
