package io.postern.console.launchpoint;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.postern.testing.Browser.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.foundation.audit.AuditEntry;
import io.postern.foundation.audit.AuditTrail;
import io.postern.foundation.store.Store;
import io.postern.testing.Api;
import io.postern.testing.Browser;
import io.postern.testing.Browser.Setup;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class LaunchPointPageTest {
    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Store store;

    @Inject
    AuditTrail audit;

    private int subscription;

    @BeforeEach
    void makeASubscription() {
        subscription = subscriptions.create().id();
    }

    /** The names of the controls in a language. */
    private record Names(
            Setup setup,
            String menu,
            String newService,
            String displayName,
            String service,
            String custom,
            String description,
            String user,
            String create,
            String viewDetails,
            String getToken,
            String token,
            String seconds,
            String reveal,
            String secret,
            String copySettings,
            String edit,
            String save,
            String actions,
            String delete,
            String confirm) {
        @Override
        public String toString() {
            return setup.locale();
        }
    }

    static Stream<Names> languages() {
        return Stream.of(
                new Names(
                        Setup.ENGLISH,
                        "New",
                        "New Service",
                        "Display Name",
                        "Service",
                        "Custom",
                        "Description",
                        "API Only User",
                        "Create",
                        "View Details",
                        "Get Token",
                        "Access Token",
                        "3,600 seconds",
                        "Reveal",
                        "Client Secret",
                        "Copy connection settings",
                        "Edit Service",
                        "Save",
                        "Service Actions",
                        "Delete Service",
                        "Delete"),
                new Names(
                        Setup.ENGLISH.in("de-DE").dark(),
                        "Neu",
                        "Neuer Dienst",
                        "Anzeigename",
                        "Dienst",
                        "Benutzerdefiniert",
                        "Beschreibung",
                        "Nur-API-Benutzer",
                        "Erstellen",
                        "Details anzeigen",
                        "Token abrufen",
                        "Zugriffstoken",
                        "3.600 Sekunden",
                        "Anzeigen",
                        "Client-Geheimnis",
                        "Verbindungseinstellungen kopieren",
                        "Dienst bearbeiten",
                        "Speichern",
                        "Dienstaktionen",
                        "Dienst löschen",
                        "Löschen"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void shouldWalkTheDocumentedPathToACallAndOnToTheEndOfTheService(Names names) {
        Administrator admin = subscriptions.administrator(subscription);
        Integration reader = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
        Integration other = subscriptions.integration(subscription, Permission.READ_ONLY_ACTIVITY);

        try (Browser browser = Browser.signedIn(names.setup(), admin)) {
            Page page = browser.page();
            browser.link("LaunchPoint").click();
            browser.checkAccessibility();

            // New → New Service → Create
            browser.button(names.menu()).click();
            browser.button(names.newService()).click();
            Locator dialog = browser.dialog();
            assertThat(browser.field(names.service()).locator("option:checked")).hasText(names.custom());
            assertThat(browser.field(names.user())).hasValue("");
            button(dialog, names.create()).click();
            assertThat(dialog.locator("[aria-invalid=true]")).hasCount(2);
            browser.checkAccessibility();
            browser.field(names.displayName()).fill("Acme sync");
            browser.field(names.description()).fill("Contacts of Acme");
            browser.field(names.user()).selectOption(new SelectOption().setLabel(reader.login()));
            button(dialog, names.create()).click();

            // the list shows it, first
            assertThat(dialog).isHidden();
            Locator row = page.locator("tbody tr").first();
            assertThat(row).containsText("Acme sync");
            assertThat(row).containsText(reader.login());
            assertThat(page.locator("#toasts")).containsText("Acme sync");

            // View Details → Get Token → a call
            button(row, names.viewDetails()).click();
            assertThat(browser.field(names.secret())).hasCount(0);
            browser.checkAccessibility();
            button(dialog, names.getToken()).click();
            Locator field = browser.field(names.token());
            assertThat(field).not().hasValue("");
            assertThat(field).isFocused();
            assertThat(dialog).containsText(names.seconds());
            String token = field.inputValue();
            assertThat(Api.get("/rest/v1/stats/usage.json", token)
                            .json()
                            .path("success")
                            .asBoolean())
                    .isTrue();

            // Reveal, and Copy connection settings
            button(dialog, names.reveal()).click();
            Locator secretField = browser.field(names.secret());
            assertThat(secretField).not().hasValue("");
            String secret = secretField.inputValue();
            String clientId = dialog.locator("#clientId").inputValue();
            assertThat(tokenOf(clientId, secret)).isEqualTo(token);
            button(dialog, names.copySettings()).click();
            assertThat(dialog.locator("#connectionSettings-copied")).not().hasText("");
            assertThat(dialog.locator("#connectionSettings")
                            .inputValue()
                            .lines()
                            .map(line -> line.replaceFirst("^[^:]*: ", "")))
                    .containsExactly(Api.base() + "/rest", Api.base() + "/identity", clientId, secret, munchkinId());
            browser.checkAccessibility();
            page.keyboard().press("Escape");
            assertThat(dialog).isHidden();
            assertThat(audited("service.secret.reveal"))
                    .as("by Reveal and by Copy connection settings")
                    .hasSize(2);
            assertThat(audited("service.token")).hasSize(1);
            assertThat(entries().toString()).doesNotContain(secret).doesNotContain(token);

            // Edit Service keeps the credentials
            button(row, names.edit()).click();
            browser.checkAccessibility();
            browser.field(names.displayName()).fill("Acme activities");
            browser.field(names.user()).selectOption(new SelectOption().setLabel(other.login()));
            button(dialog, names.save()).click();
            assertThat(row).containsText("Acme activities");
            assertThat(row).containsText(other.login());
            assertThat(tokenOf(clientId, secret)).isEqualTo(token);

            // Delete Service ends them
            button(row, names.actions()).click();
            browser.checkAccessibility();
            button(row, names.delete()).click();
            assertThat(dialog).containsText("Acme activities");
            assertThat(dialog).containsText(other.login());
            browser.checkAccessibility();
            button(dialog, names.confirm()).click();
            assertThat(page.locator("tbody")).not().containsText("Acme activities");
            assertThat(Api.get("/rest/v1/stats/usage.json", token).error()).isEqualTo("601");
        }
    }

    /** The live token that a client gets for its credentials. */
    private String tokenOf(String clientId, String secret) {
        return Api.token(new Integration(subscription, 0, 0, "", 0, UUID.fromString(clientId), secret));
    }

    private List<AuditEntry> entries() {
        return store.with(handle -> audit.entries(handle, subscription));
    }

    private List<AuditEntry> audited(String action) {
        return entries().stream().filter(entry -> entry.action().equals(action)).toList();
    }

    private String munchkinId() {
        return store.with(handle -> SubscriptionStore.byId(handle, subscription))
                .orElseThrow()
                .munchkinId()
                .value();
    }
}
