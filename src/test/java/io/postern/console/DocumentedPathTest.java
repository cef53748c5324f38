package io.postern.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
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
            link(page, names.usersAndRoles());
            link(page, names.roles());
            button(page, names.newRole());
            field(browser, names.roleName()).fill("CRM Sync");
            field(browser, names.description()).fill("Nightly sync");
            Locator permissions = group(browser, names.permissions());
            permissions
                    .getByRole(AriaRole.CHECKBOX, exactly("Read-Write Person"))
                    .check();
            assertThat(permissions.getByRole(AriaRole.CHECKBOX, exactly("Access API")))
                    .isChecked();
            button(browser, names.create());
            assertThat(row(page, "CRM Sync")).isVisible();

            // Create an API Only User
            link(page, names.usersAndRoles());
            button(page, names.inviteNewUser());
            field(browser, names.email()).fill(email);
            field(browser, names.firstName()).fill("CRM");
            field(browser, names.lastName()).fill("Sync");
            button(browser, names.next());
            Locator roles = group(browser, names.roles());
            roles.getByRole(AriaRole.CHECKBOX, exactly("CRM Sync")).check();
            browser.dialog()
                    .getByRole(AriaRole.CHECKBOX, exactly(names.apiOnly()))
                    .last()
                    .check();
            button(browser, names.next());
            assertThat(browser.dialog()).containsText(names.noInvitation());
            button(browser, names.send());
            assertThat(row(page, email)).isVisible();

            // Create a Custom Service for Use with REST API
            link(page, names.launchPoint());
            button(page, names.newMenu());
            button(page, names.newService());
            field(browser, names.displayName()).fill("CRM");
            field(browser, names.service()).selectOption(names.custom());
            field(browser, names.description()).fill("Nightly sync");
            field(browser, names.apiOnlyUser()).selectOption(email);
            button(browser, names.create());
            Locator service = row(page, email);
            service.getByRole(AriaRole.BUTTON, exactly(names.viewDetails())).click();
            button(browser, names.getToken());
            Locator issued = field(browser, names.accessToken());
            assertThat(issued).hasValue(java.util.regex.Pattern.compile(".+:pn"));
            token = issued.inputValue();
        }

        assertThat(Api.get("/rest/v1/leads/describe.json", token)
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();
    }

    private static Locator.GetByRoleOptions exactly(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static void link(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static void button(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static void button(Browser browser, String name) {
        browser.dialog().getByRole(AriaRole.BUTTON, exactly(name)).click();
    }

    private static Locator field(Browser browser, String label) {
        return browser.dialog().getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private static Locator group(Browser browser, String name) {
        return browser.dialog().getByRole(AriaRole.GROUP, exactly(name));
    }

    private static Locator row(Page page, String text) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
    }
}
