package io.postern.console.webservices;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.postern.testing.Browser.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.postern.access.Changes;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.subscription.Subscriptions;
import io.postern.foundation.store.Store;
import io.postern.foundation.wire.AddressRange;
import io.postern.testing.Administration;
import io.postern.testing.Api;
import io.postern.testing.Browser;
import io.postern.testing.Browser.Setup;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dialog Edit IP Restrictions. */
@QuarkusTest
class IpRestrictionsTest {
    private static final String RESTRICTIONS = "/webservices/ip-restrictions";

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    Subscriptions settings;

    @Inject
    Store store;

    private int subscription;
    private Administrator admin;

    @BeforeEach
    void makeASubscription() {
        subscription = subscriptions.create().id();
        admin = subscriptions.administrator(subscription);
    }

    @Test
    void shouldRestrictWarnOfWhoIsShutOutAndSwitchOffAgain() {
        Integration integration = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
        String token = Api.token(integration);
        Api.get("/rest/v1/leads/describe.json", token);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            Locator dialog = browser.dialog();
            open(browser);
            browser.checkAccessibility();
            browser.field("Enable IP Restrictions").check();
            button(dialog, "Save").click();
            assertThat(dialog).containsText("Add at least one address");
            assertThat(browser.field("Enable IP Restrictions")).isChecked();

            browser.field("Address 1").fill("10.0.*.*");
            button(dialog, "Add").click();
            assertThat(browser.field("Address 2")).isFocused();
            browser.field("Address 2").fill("10.0.0.300");
            button(dialog, "Add").click();
            browser.field("Address 3").fill("2001:db8::/32");
            button(dialog, "Save").click();
            assertThat(browser.field("Address 2")).isFocused();
            assertThat(browser.field("Address 2"))
                    .hasAccessibleDescription(java.util.regex.Pattern.compile("This is not an address.*"));
            assertThat(browser.field("Address 1")).hasValue("10.0.*.*");
            assertThat(browser.field("Address 3")).hasValue("2001:db8::/32");
            browser.checkAccessibility();

            button(dialog, "Remove address 2").click();
            assertThat(browser.field("Address 2")).hasValue("2001:db8::/32");
            button(dialog, "Save").click();
            Locator warning = dialog.getByRole(AriaRole.ALERT);
            assertThat(warning).containsText("127.0.0.1, from where you are here");
            assertThat(warning)
                    .containsText("127.0.0.1, where Service of " + integration.login() + " last called from");
            browser.checkAccessibility();
            button(dialog, "Save").click();
            assertThat(warning).isVisible();
            assertThat(list().enabled()).isFalse();

            // confirmed for one list, but not for another
            browser.field("Shut them out").check();
            browser.field("Address 2").fill("2001:db8::/64");
            button(dialog, "Save").click();
            assertThat(browser.field("Shut them out")).not().isChecked();
            browser.field("Shut them out").check();
            button(dialog, "Save").click();

            assertThat(dialog).isHidden();
            assertThat(browser.page().locator("#toasts")).containsText("in force from the next call on");
            assertThat(browser.page().locator("#ip-card")).containsText("Enabled");
            assertThat(browser.page().locator("#ip-card")).containsText("2001:db8::/64");
            assertThat(browser.button("Edit IP Restrictions")).isFocused();
            assertThat(Api.get("/rest/v1/leads/describe.json", token).error()).isEqualTo("603");

            open(browser);
            browser.field("Enable IP Restrictions").uncheck();
            button(dialog, "Save").click();
            assertThat(browser.page().locator("#ip-card")).containsText("Disabled");
        }
        assertThat(Api.get("/rest/v1/leads/describe.json", token)
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(list().entries()).as("what is listed is kept").hasSize(2);
    }

    @Test
    void shouldBeFilledInByKeyboardInGermanInTheDark() {
        try (Browser browser = Browser.signedIn(Setup.ENGLISH.in("de-DE").dark().narrow(), admin)) {
            browser.page().navigate("/webservices");
            browser.button("IP-Einschränkungen bearbeiten").focus();
            press(browser, "Enter");
            assertThat(browser.field("IP-Einschränkungen aktivieren")).isFocused();
            press(browser, "Space");
            press(browser, "Tab");
            browser.page().keyboard().type("127.0.0.1");
            browser.tabTo(button(browser.dialog(), "Hinzufügen"));
            press(browser, "Enter");
            assertThat(browser.field("Adresse 2")).isFocused();
            browser.page().keyboard().type("::1");
            browser.checkAccessibility();
            press(browser, "Enter");

            assertThat(browser.dialog()).isHidden();
            assertThat(browser.page().locator("#ip-card")).containsText("Aktiviert");
        }
        assertThat(list().enabled()).isTrue();
        assertThat(list().entries()).hasSize(2);
    }

    @Test
    void shouldNotUndoWhatSomebodyElseListedMeanwhile() {
        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            open(browser);
            browser.field("Address 1").fill("127.0.0.1");
            AllowList other =
                    new AllowList(false, List.of(AddressRange.parse("192.0.2.7").orElseThrow()));
            changes.run(
                    TestSubscriptions.TEST,
                    subscription,
                    change -> settings.change(
                            change, change.subscription().settings().with(other)));
            button(browser.dialog(), "Save").click();

            assertThat(browser.dialog()).containsText("Somebody else has changed this meanwhile.");
            assertThat(browser.field("Address 1")).hasValue("192.0.2.7");
            assertThat(list()).isEqualTo(other);
        }
    }

    @Test
    void shouldTakeNineHundredAddressesAndNoMore() {
        Administration console = Administration.signIn(admin);
        String shown = RestrictionResource.shown(list());

        HttpResponse<String> tooMany = console.submit(RESTRICTIONS, form(901, "shown", shown));
        HttpResponse<String> oneMore = console.submit(RESTRICTIONS, form(900, "go", "add"));
        HttpResponse<String> beyondReading = console.submit(RESTRICTIONS, form(1_001, "shown", shown));

        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(tooMany.body()).contains("At most 900 addresses are allowed.");
        assertThat(oneMore.statusCode()).isEqualTo(400);
        assertThat(oneMore.body()).contains("At most 900 addresses are allowed.");
        assertThat(beyondReading.statusCode()).isEqualTo(400);
        assertThat(list().entries()).isEmpty();

        assertThat(console.submit(RESTRICTIONS, form(900, "shown", shown)).statusCode())
                .isEqualTo(200);
        assertThat(list().entries()).hasSize(900);
    }

    private static String[] form(int entries, String name, String value) {
        return Stream.concat(
                        Stream.of(name, value),
                        IntStream.range(0, entries)
                                .boxed()
                                .flatMap(each -> Stream.of("entry", "10.0." + each / 256 + "." + each % 256)))
                .toArray(String[]::new);
    }

    private static void open(Browser browser) {
        browser.page().navigate("/webservices");
        browser.button("Edit IP Restrictions").click();
        assertThat(browser.field("Enable IP Restrictions")).isVisible();
    }

    private AllowList list() {
        return store.with(handle -> SubscriptionStore.byId(handle, subscription))
                .orElseThrow()
                .settings()
                .apiAllowList();
    }

    private static void press(Browser browser, String key) {
        browser.page().keyboard().press(key);
    }
}
