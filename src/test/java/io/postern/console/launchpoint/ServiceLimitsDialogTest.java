package io.postern.console.launchpoint;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.postern.testing.Browser.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.postern.access.Changes;
import io.postern.access.customservice.CustomService;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Subscriptions;
import io.postern.foundation.audit.AuditEntry;
import io.postern.foundation.audit.AuditTrail;
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
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialog Limits & IP Restrictions of a service. */
@QuarkusTest
class ServiceLimitsDialogTest {
    private static final String DESCRIBE = "/rest/v1/leads/describe.json";
    private static final Limits LIMITS = new Limits(1_000, 20, 2);

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    Subscriptions settings;

    @Inject
    Store store;

    @Inject
    AuditTrail audit;

    private Integration integration;
    private Administrator admin;

    @BeforeEach
    void makeAnIntegration() {
        integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        admin = subscriptions.administrator(integration.subscriptionId());
    }

    @Test
    void shouldHoldAServiceToLimitsAndLetItGoAgain() {
        String token = Api.token(integration);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            Locator dialog = browser.dialog();
            open(browser);
            assertThat(browser.field("Requests a day")).isFocused();
            assertThat(browser.field("Requests a day")).hasValue("");
            assertThat(browser.field("Requests a day"))
                    .hasAccessibleDescription(Pattern.compile("All services together: 50,000.*"));
            browser.checkAccessibility();

            browser.field("Requests a day").fill("1e3");
            browser.field("Requests in any 20 seconds").fill("2");
            browser.field("Requests at once").fill("0");
            button(dialog, "Save").click();
            assertThat(browser.field("Requests a day")).isFocused();
            for (String wrong : List.of("Requests a day", "Requests at once")) {
                assertThat(browser.field(wrong))
                        .hasAccessibleDescription(
                                Pattern.compile(".*Write a whole number from 1 to 2,147,483,647, in digits only.*"));
            }
            assertThat(browser.field("Requests in any 20 seconds"))
                    .hasAccessibleDescription(Pattern.compile("All services together: 100\\s*"));
            assertThat(browser.field("Requests a day")).hasValue("1e3");
            browser.checkAccessibility();
            assertThat(service().limits()).isEqualTo(Limits.NONE);

            browser.field("Requests a day").fill(" 500 ");
            browser.field("Requests at once").fill("");
            button(dialog, "Save").click();

            assertThat(dialog).isHidden();
            assertThat(browser.page().locator("#toasts")).containsText("in force from the next call on");
            assertThat(service().limits()).isEqualTo(new Limits(500, 2, 0));
            assertThat(List.of(call(token), call(token), call(token))).containsExactly("", "", "606");
            assertThat(audited().getLast())
                    .returns("service.restrict", AuditEntry::action)
                    .returns(admin.login(), AuditEntry::actor)
                    .returns(
                            "dailyCalls=500; callsPer20Seconds=2; concurrentCalls=0; apiAllowList=disabled []",
                            AuditEntry::after);

            open(browser);
            assertThat(browser.field("Requests a day")).hasValue("500");
            assertThat(browser.field("Requests at once")).hasValue("");
            browser.field("Requests a day").fill("");
            browser.field("Requests in any 20 seconds").fill("");
            button(dialog, "Save").click();
            assertThat(dialog).isHidden();
        }
        assertThat(service().limits()).isEqualTo(Limits.NONE);
        assertThat(call(token)).isEmpty();
    }

    @Test
    void shouldRestrictAddressesAndWarnOfWhoIsShutOut() {
        Integration other = subscriptions.integration(integration.subscriptionId(), Permission.READ_ONLY_PERSON);
        String token = Api.token(integration);
        String tokenOfOther = Api.token(other);
        callFrom("192.0.2.7", token);
        callFrom("192.0.2.8", tokenOfOther);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            Locator dialog = browser.dialog();
            open(browser);
            browser.field("Requests a day").fill("1000");
            browser.field("Enable IP Restrictions").check();
            button(dialog, "Save").click();
            assertThat(browser.field("Address 1"))
                    .hasAccessibleDescription(Pattern.compile("Add at least one address.*"));

            browser.field("Address 1").fill("10.0.*.*");
            button(dialog, "Add").click();
            assertThat(browser.field("Address 2")).isFocused();
            assertThat(browser.field("Requests a day")).hasValue("1000");
            browser.field("Address 2").fill("127.0.0.300");
            button(dialog, "Add").click();
            button(dialog, "Remove address 3").click();
            button(dialog, "Save").click();
            assertThat(browser.field("Address 2")).isFocused();
            assertThat(browser.field("Address 2"))
                    .hasAccessibleDescription(Pattern.compile("This is not an address.*"));
            browser.checkAccessibility();

            browser.field("Address 2").fill("127.0.0.0/8");
            button(dialog, "Save").click();
            Locator warning = dialog.getByRole(AriaRole.ALERT);
            assertThat(warning).containsText("192.0.2.7, where Service of " + integration.login());
            assertThat(warning).not().containsText("192.0.2.8");
            assertThat(warning).not().containsText("127.0.0.1");
            assertThat(browser.field("Shut them out")).isFocused();
            browser.checkAccessibility();
            button(dialog, "Save").click();
            assertThat(warning).isVisible();
            assertThat(service().apiAllowList().enabled()).isFalse();

            browser.field("Shut them out").check();
            button(dialog, "Save").click();
            assertThat(dialog).isHidden();
        }
        assertThat(service().limits()).isEqualTo(new Limits(1_000, 0, 0));
        assertThat(service().apiAllowList()).hasToString("enabled [10.0.*.*, 127.0.0.0/8]");
        assertThat(callFrom("192.0.2.7", token)).isEqualTo("603");
        assertThat(callFrom("127.0.0.1", token)).isEmpty();
        assertThat(callFrom("192.0.2.8", tokenOfOther)).isEmpty();
    }

    @Test
    void shouldBeFilledInByKeyboardInGermanInTheDark() {
        try (Browser browser = Browser.signedIn(Setup.ENGLISH.in("de-DE").dark().narrow(), admin)) {
            browser.page().navigate("/launchpoint");
            button(browser.row(integration.login()), "Dienstaktionen").focus();
            press(browser, "Enter");
            browser.tabTo(button(browser.row(integration.login()), "Limits und IP-Einschränkungen"));
            press(browser, "Enter");
            assertThat(browser.field("Anfragen pro Tag")).isFocused();
            browser.page().keyboard().type("100");
            browser.tabTo(browser.field("IP-Einschränkungen aktivieren"));
            press(browser, "Space");
            press(browser, "Tab");
            browser.page().keyboard().type("127.0.0.1");
            browser.checkAccessibility();
            press(browser, "Enter");

            assertThat(browser.dialog()).isHidden();
        }
        assertThat(service().limits()).isEqualTo(new Limits(100, 0, 0));
        assertThat(service().apiAllowList()).hasToString("enabled [127.0.0.1]");
    }

    @Test
    void shouldNotUndoWhatSomebodyElseSavedMeanwhile() {
        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            open(browser);
            browser.field("Requests a day").fill("7");
            subscriptions.restrict(integration, LIMITS, AllowList.OFF);
            button(browser.dialog(), "Save").click();

            assertThat(browser.dialog()).containsText("Somebody else has changed this meanwhile.");
            assertThat(browser.field("Requests a day")).hasValue("1000");
        }
        assertThat(service().limits()).isEqualTo(LIMITS);
    }

    @Test
    void shouldLetWhoHoldsLessThanTheUserNarrowAndTellThemWhyNotMore() {
        subscriptions.restrict(integration, LIMITS, AllowList.OFF);
        Administrator partner = subscriptions.person(integration.subscriptionId(), Permission.ACCESS_EVENT_PARTNERS);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, partner)) {
            open(browser);
            browser.field("Requests a day").fill("2000");
            button(browser.dialog(), "Save").click();
            assertThat(browser.dialog().getByRole(AriaRole.ALERT))
                    .containsText("You cannot grant what you do not hold: Access API, Read-Only Person");
            assertThat(browser.field("Requests a day")).hasValue("2000");
            browser.checkAccessibility();

            browser.field("Requests a day").fill("500");
            button(browser.dialog(), "Save").click();
            assertThat(browser.dialog()).isHidden();
        }
        assertThat(service().limits()).isEqualTo(new Limits(500, 20, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "000", "1.5", "1,000", "2147483648", "99999999999999999999", "ten", "١٢"})
    void shouldTakeNoNumberThatItCannotKeep(String typed) {
        HttpResponse<String> answer = Administration.signIn(admin)
                .submit("/launchpoint/" + integration.serviceId() + "/limits", "concurrentCalls", typed);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Write a whole number from 1 to 2,147,483,647");
        assertThat(service().limits()).isEqualTo(Limits.NONE);
    }

    @Test
    void shouldNotWarnOfWhomTheSubscriptionShutsOutAlready() {
        String token = Api.token(integration);
        callFrom("192.0.2.7", token);
        AllowList shared =
                AllowList.of(List.of(AddressRange.parse("127.0.0.0/8").orElseThrow()));
        changes.run(
                TestSubscriptions.TEST,
                integration.subscriptionId(),
                change ->
                        settings.change(change, change.subscription().settings().with(shared)));

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            open(browser);
            browser.field("Enable IP Restrictions").check();
            browser.field("Address 1").fill("127.0.0.1");
            button(browser.dialog(), "Save").click();

            assertThat(browser.dialog()).isHidden();
        }
        assertThat(service().apiAllowList()).hasToString("enabled [127.0.0.1]");
    }

    private void open(Browser browser) {
        browser.page().navigate("/launchpoint");
        browser.choose(browser.row(integration.login()), "Service Actions", "Limits & IP Restrictions");
        assertThat(browser.dialog()).containsText("Limits & IP Restrictions of Service of " + integration.login());
    }

    private CustomService service() {
        return store.with(handle ->
                        CustomServiceStore.byId(handle, integration.subscriptionId(), integration.serviceId()))
                .orElseThrow();
    }

    private List<AuditEntry> audited() {
        return store.with(handle -> audit.entries(handle, integration.subscriptionId()));
    }

    private static String call(String token) {
        return Api.get(DESCRIBE, token).error();
    }

    private static String callFrom(String address, String token) {
        return Api.send(Api.request(DESCRIBE)
                        .header("Authorization", "Bearer " + token)
                        .header("X-Forwarded-For", address))
                .error();
    }

    private static void press(Browser browser, String key) {
        browser.page().keyboard().press(key);
    }
}
