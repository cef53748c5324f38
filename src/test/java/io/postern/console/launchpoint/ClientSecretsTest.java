package io.postern.console.launchpoint;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.postern.testing.Browser.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.postern.access.Changes;
import io.postern.access.customservice.ClientSecrets;
import io.postern.access.customservice.SecretDetails;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.Compatibility;
import io.postern.access.subscription.Settings;
import io.postern.access.subscription.Subscriptions;
import io.postern.console.Formats;
import io.postern.console.Language;
import io.postern.foundation.audit.AuditTrail;
import io.postern.foundation.store.Store;
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
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Client Secrets, Disable, Enable and Revoke Tokens. */
@QuarkusTest
class ClientSecretsTest {
    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    Subscriptions settings;

    @Inject
    ClientSecrets secrets;

    @Inject
    AuditTrail audit;

    @Inject
    Store store;

    private int subscription;
    private Administrator admin;
    private Integration integration;

    @BeforeEach
    void makeAService() {
        subscription = subscriptions.create().id();
        admin = subscriptions.administrator(subscription);
        integration = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
    }

    @Test
    void shouldRotateCancelAndEndSecrets() {
        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            Locator dialog = browser.dialog();
            browser.page().navigate("/launchpoint");
            choose(browser, "Client Secrets");
            assertThat(dialog.getByRole(AriaRole.HEADING)).hasCount(3);
            assertThat(browser.field("Keep the old secret for so many days")).hasValue("7");
            browser.checkAccessibility();

            String cancelled = rotate(browser, "7");
            assertThat(dialog).containsText("Old secret, accepted until the overlap ends");
            assertThat(Api.token(with(integration.secret()))).isEqualTo(Api.token(with(cancelled)));
            browser.checkAccessibility();
            button(dialog, "Cancel Rotation").click();
            assertThat(dialog).containsText("Cancel the rotation of Service of " + integration.login());
            assertThat(dialog).containsText("The new secret last got a token on");
            browser.checkAccessibility();
            button(dialog, "Cancel Rotation").click();
            assertThat(dialog).containsText("The rotation was cancelled");
            assertThat(dialog).containsText("1 ended secret");
            assertThat(refused(cancelled)).isEqualTo(401);

            String kept = rotate(browser, "90");
            button(dialog, "End Now").click();
            assertThat(dialog).containsText("gets no more tokens");
            button(dialog, "End Now").click();
            assertThat(dialog).containsText("The old secret has ended.");
            assertThat(refused(integration.secret())).isEqualTo(401);
            assertThat(Api.token(with(kept))).isNotEmpty();

            String last = rotate(browser, "0");
            assertThat(button(dialog, "Rotate")).isVisible();
            assertThat(refused(kept)).isEqualTo(401);
            assertThat(Api.token(with(last))).isNotEmpty();
            browser.checkAccessibility();
            assertThat(store.with(handle -> audit.entries(handle, subscription)).toString())
                    .doesNotContain(cancelled, kept, last);
        }
    }

    @Test
    void shouldSayWhatIsWrongBesideTheField() {
        try (Browser browser = Browser.signedIn(Setup.ENGLISH.dark().narrow(), admin)) {
            Locator dialog = browser.dialog();
            browser.page().navigate("/launchpoint");
            choose(browser, "Client Secrets");
            Locator overlap = browser.field("Keep the old secret for so many days");
            overlap.fill("91");
            button(dialog, "Rotate").click();
            assertThat(overlap).hasValue("91");
            assertThat(overlap).isFocused();
            assertThat(overlap).hasAccessibleDescription(java.util.regex.Pattern.compile(".*90 days at most.*"));
            browser.checkAccessibility();

            Locator lastDay = browser.field("Expires after");
            lastDay.fill("2020-01-01");
            button(dialog, "Set Expiry").click();
            assertThat(dialog).containsText("This date is in the past.");
            assertThat(lastDay).hasValue("2020-01-01");
            lastDay.fill("2099-12-31");
            button(dialog, "Set Expiry").click();
            assertThat(dialog).containsText("The expiry was saved.");
            assertThat(lastDay).hasValue("2099-12-31");
            browser.checkAccessibility();
        }
    }

    @Test
    void shouldWordTheEndOfAnOldSecretAsItsReaderReadsOne() {
        Administration console = Administration.signIn(admin);
        String path = "/launchpoint/" + integration.serviceId() + "/secrets/";
        console.post(path + "rotate", "overlap", "7");
        SecretDetails old = store.with(handle -> secrets.list(handle, subscription, integration.serviceId()))
                .getLast();
        String end = new Formats(Language.ENGLISH.locale(), Settings.DEFAULT_TIME_ZONE)
                .instant(Objects.requireNonNull(old.endsAt()));

        HttpResponse<String> answer = console.submit(path + old.id() + "/expire", "lastDay", "2098-01-01");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("The old secret ends on " + end + " at the latest, and the new one not before.")
                .doesNotContain(old.endsAt().toString());
    }

    @Test
    void shouldShowANewSecretOnlyOnceWhereTheSubscriptionSaysSo() {
        changes.run(TestSubscriptions.TEST, subscription, change -> {
            Settings before = change.subscription().settings();
            settings.change(change, before.with(Compatibility.DEFAULT.withSecretsRevealable(false)));
        });

        try (Browser browser = Browser.signedIn(Setup.ENGLISH.in("de-DE").dark(), admin)) {
            browser.page().navigate("/launchpoint");
            button(browser.row(integration.login()), "Dienstaktionen").click();
            button(browser.row(integration.login()), "Client-Geheimnisse").click();
            button(browser.dialog(), "Rotieren").click();
            assertThat(browser.dialog()).containsText("nur dieses eine Mal angezeigt");
            assertThat(browser.dialog().locator("#newSecret")).isFocused();
            String secret = browser.dialog().locator("#newSecret").inputValue();
            browser.checkAccessibility();
            browser.page().keyboard().press("Escape");
            assertThat(browser.dialog()).isHidden();
            assertThat(browser.page().content()).doesNotContain(secret);
            assertThat(Api.token(with(secret))).isNotEmpty();
        }
    }

    @Test
    void shouldDisableEnableAndRevokeByKeyboard() {
        String token = Api.token(integration);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            Locator dialog = browser.dialog();
            browser.page().navigate("/launchpoint");
            Locator row = browser.row(integration.login());
            button(row, "Service Actions").focus();
            press(browser, "Enter");
            browser.tabTo(button(row, "Disable"));
            press(browser, "Enter");
            assertThat(dialog).containsText("The integration that uses it stops at once");
            browser.checkAccessibility();
            browser.tabTo(button(dialog, "Disable"));
            press(browser, "Enter");
            assertThat(dialog).isHidden();
            assertThat(row).containsText("Disabled");
            assertThat(button(row, "Service Actions")).isFocused();
            assertThat(usage(token)).isEqualTo("601");

            choose(browser, "Enable");
            button(dialog, "Enable").click();
            assertThat(row).containsText("Active");
            assertThat(usage(token)).isEmpty();

            choose(browser, "Revoke Tokens");
            assertThat(dialog).containsText("Its live token is refused from the next call on");
            button(dialog, "Revoke Tokens").click();
            assertThat(browser.page().locator("#toasts")).containsText("is not accepted any more");
            assertThat(usage(token)).isEqualTo("601");
            assertThat(usage(Api.token(integration))).isEmpty();
        }
    }

    @Test
    void shouldNotLetSomebodyEnableOrRotateWhatHoldsMoreThanThey() {
        Administrator partner = subscriptions.person(subscription, Permission.ACCESS_EVENT_PARTNERS);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, partner)) {
            browser.page().navigate("/launchpoint");
            choose(browser, "Client Secrets");
            button(browser.dialog(), "Rotate").click();
            assertThat(browser.dialog().getByRole(AriaRole.ALERT))
                    .containsText("You cannot grant what you do not hold");
            browser.page().keyboard().press("Escape");

            choose(browser, "Disable");
            button(browser.dialog(), "Disable").click();
            assertThat(browser.dialog()).isHidden();
            choose(browser, "Enable");
            button(browser.dialog(), "Enable").click();
            assertThat(browser.dialog().getByRole(AriaRole.ALERT))
                    .containsText("You cannot grant what you do not hold");
            browser.checkAccessibility();
        }
    }

    private void choose(Browser browser, String action) {
        browser.choose(browser.row(integration.login()), "Service Actions", action);
    }

    /** Rotates, and reads the new secret. */
    private static String rotate(Browser browser, String days) {
        browser.field("Keep the old secret for so many days").fill(days);
        button(browser.dialog(), "Rotate").click();
        Locator field = browser.dialog().locator("#newSecret");
        assertThat(field).isFocused();
        return field.inputValue();
    }

    private Integration with(String secret) {
        return new Integration(
                subscription,
                integration.roleId(),
                integration.userId(),
                integration.login(),
                integration.serviceId(),
                integration.clientId(),
                secret);
    }

    private int refused(String secret) {
        return Api.send(Api.request("/identity/oauth/token?grant_type=client_credentials&client_id="
                        + integration.clientId() + "&client_secret=" + secret))
                .status();
    }

    /** The error of a call; empty when there is none. */
    private static String usage(String token) {
        Api.Answer answer = Api.get("/rest/v1/stats/usage.json", token);
        return answer.json().path("success").asBoolean() ? "" : answer.error();
    }

    private static void press(Browser browser, String key) {
        browser.page().keyboard().press(key);
    }
}
