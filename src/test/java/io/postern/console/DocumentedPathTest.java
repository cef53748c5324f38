package io.postern.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.postern.testing.Browser.button;
import static io.postern.testing.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.postern.testing.Api;
import io.postern.testing.Browser;
import io.postern.testing.TestSubscriptions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/**
 * The three documented pages, "Create an API Only User Role", "Create an API Only User" and "Create a Custom Service for Use
 * with REST API", followed word for word with the names that controls have there, up to a call with the token.
 */
@QuarkusTest
class DocumentedPathTest {
    @Inject
    TestSubscriptions subscriptions;

    /** The names of the controls on the way. */
    private record Names(
            String locale,
            String usersAndRoles,
            String roles,
            String newRole,
            String roleName,
            String description,
            String permissions,
            String create,
            String inviteNewUser,
            String email,
            String firstName,
            String lastName,
            String next,
            String apiOnly,
            String noInvitation,
            String send,
            String launchPoint,
            String newMenu,
            String newService,
            String displayName,
            String service,
            String custom,
            String apiOnlyUser,
            String viewDetails,
            String getToken,
            String accessToken) {}

    @Test
    void shouldLeadFromARoleToACallInEnglish() {
        follow(new Names(
                "en-US",
                "Users & Roles",
                "Roles",
                "New Role",
                "Role Name",
                "Description",
                "Permissions",
                "Create",
                "Invite New User",
                "Email",
                "First Name",
                "Last Name",
                "Next",
                "API Only",
                "An invitation is not required for API only",
                "Send",
                "LaunchPoint",
                "New",
                "New Service",
                "Display Name",
                "Service",
                "Custom",
                "API Only User",
                "View Details",
                "Get Token",
                "Access Token"));
    }

    @Test
    void shouldLeadFromARoleToACallInGerman() {
        follow(new Names(
                "de-DE",
                "Benutzer und Rollen",
                "Rollen",
                "Neue Rolle",
                "Rollenname",
                "Beschreibung",
                "Berechtigungen",
                "Erstellen",
                "Neuen Benutzer einladen",
                "E-Mail",
                "Vorname",
                "Nachname",
                "Weiter",
                "Nur API",
                "Für reine API-Benutzer ist keine Einladung erforderlich.",
                "Senden",
                "LaunchPoint",
                "Neu",
                "Neuer Dienst",
                "Anzeigename",
                "Dienst",
                "Benutzerdefiniert",
                "Nur-API-Benutzer",
                "Details anzeigen",
                "Token abrufen",
                "Zugriffstoken"));
    }

    private void follow(Names names) {
        var admin = subscriptions.administrator(subscriptions.create().id());
        String email = subscriptions.login();
        String token;

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH.in(names.locale()), admin)) {
            Page page = browser.page();

            // Create an API Only User Role
            browser.link(names.usersAndRoles()).click();
            browser.link(names.roles()).click();
            browser.button(names.newRole()).click();
            browser.field(names.roleName()).fill("CRM Sync");
            browser.field(names.description()).fill("Nightly sync");
            Locator permissions = group(browser, names.permissions());
            permissions.getByRole(AriaRole.CHECKBOX, named("Read-Write Person")).check();
            assertThat(permissions.getByRole(AriaRole.CHECKBOX, named("Access API")))
                    .isChecked();
            button(browser.dialog(), names.create()).click();
            assertThat(browser.row("CRM Sync")).isVisible();

            // Create an API Only User
            browser.link(names.usersAndRoles()).click();
            browser.button(names.inviteNewUser()).click();
            browser.field(names.email()).fill(email);
            browser.field(names.firstName()).fill("CRM");
            browser.field(names.lastName()).fill("Sync");
            button(browser.dialog(), names.next()).click();
            Locator roles = group(browser, names.roles());
            roles.getByRole(AriaRole.CHECKBOX, named("CRM Sync")).check();
            browser.dialog()
                    .getByRole(AriaRole.CHECKBOX, named(names.apiOnly()))
                    .last()
                    .check();
            button(browser.dialog(), names.next()).click();
            assertThat(browser.dialog()).containsText(names.noInvitation());
            button(browser.dialog(), names.send()).click();
            assertThat(browser.row(email)).isVisible();

            // Create a Custom Service for Use with REST API
            browser.link(names.launchPoint()).click();
            browser.button(names.newMenu()).click();
            browser.button(names.newService()).click();
            browser.field(names.displayName()).fill("CRM");
            browser.field(names.service()).selectOption(names.custom());
            browser.field(names.description()).fill("Nightly sync");
            browser.field(names.apiOnlyUser()).selectOption(email);
            button(browser.dialog(), names.create()).click();
            Locator service = browser.row(email);
            service.getByRole(AriaRole.BUTTON, named(names.viewDetails())).click();
            button(browser.dialog(), names.getToken()).click();
            Locator issued = browser.field(names.accessToken());
            assertThat(issued).hasValue(java.util.regex.Pattern.compile(".+:pn"));
            token = issued.inputValue();
        }

        assertThat(Api.get("/rest/v1/leads/describe.json", token)
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();
    }

    private static Locator group(Browser browser, String name) {
        return browser.dialog().getByRole(AriaRole.GROUP, named(name));
    }
}
