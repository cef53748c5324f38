package io.postern.console.roles;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.postern.testing.Browser.button;
import static io.postern.testing.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.Role;
import io.postern.access.role.RoleStore;
import io.postern.foundation.store.Store;
import io.postern.testing.Api;
import io.postern.testing.Browser;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RolePageTest {
    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Store store;

    @Test
    void shouldMakeEditAndDeleteARole() {
        Administrator admin = administrator();

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            browser.link("Roles").click();
            browser.checkAccessibility();
            browser.button("New Role").click();
            browser.dialog().getByLabel("Role Name").fill("Nightly import");
            browser.dialog().getByLabel("Description").fill("Reads people");
            assertThat(browser.dialog().getByRole(AriaRole.GROUP, named("Permissions")))
                    .isVisible();
            Locator api = box(browser, "Access API");
            Locator read = box(browser, "Read-Only Person");
            Locator all = below(browser, "Access API");
            assertThat(all).containsText("0 of 33");
            browser.checkAccessibility();

            api.check();
            assertThat(read).isChecked();
            assertThat(all).containsText("33 of 33");
            api.uncheck();
            assertThat(read).not().isChecked();
            read.check();
            assertThat(api).isChecked();
            assertThat(all).containsText("1 of 33");
            button(browser.dialog(), "Create").click();

            assertThat(browser.dialog()).isHidden();
            assertThat(browser.page().locator("#toasts")).containsText("Nightly import was created");
            assertThat(browser.page().locator("#toasts").getByRole(AriaRole.LINK))
                    .hasAttribute("href", "/users");
            assertThat(browser.page().locator("tbody tr").first()).containsText("Nightly import");
            assertThat(role(admin, "Nightly import").permissions())
                    .containsExactlyInAnyOrder(Permission.ACCESS_API, Permission.READ_ONLY_PERSON);

            browser.row("Nightly import")
                    .getByRole(AriaRole.BUTTON, named("Edit Role"))
                    .click();
            assertThat(box(browser, "Read-Only Person")).isChecked();
            assertThat(browser.dialog()).containsText("Nobody holds this role yet");
            browser.checkAccessibility();
            browser.dialog().getByLabel("Role Name").fill("Daily import");
            box(browser, "Read-Only Person").uncheck();
            assertThat(box(browser, "Access API")).isChecked();
            button(browser.dialog(), "Save").click();

            assertThat(browser.page().locator("tbody tr").first()).containsText("Daily import");
            assertThat(role(admin, "Daily import").permissions()).containsExactly(Permission.ACCESS_API);

            browser.row("Daily import")
                    .getByRole(AriaRole.BUTTON, named("Delete Role"))
                    .click();
            assertThat(browser.dialog()).containsText("Delete the role Daily import?");
            browser.checkAccessibility();
            button(browser.dialog(), "Delete").click();

            assertThat(browser.row("Daily import")).hasCount(0);
            assertThat(browser.page().locator("#toasts")).containsText("Daily import was deleted");
        }
    }

    @Test
    void shouldMakeEditAndDeleteARoleInGermanInTheDark() {
        Administrator admin = administrator();

        try (Browser browser =
                Browser.signedIn(Browser.Setup.ENGLISH.in("de-DE").dark(), admin)) {
            browser.link("Rollen").click();
            browser.checkAccessibility();
            browser.button("Neue Rolle").click();
            browser.dialog().getByLabel("Rollenname").fill("Nächtlicher Import");
            browser.dialog().getByLabel("Beschreibung").fill("Liest Personen");
            assertThat(browser.dialog().getByRole(AriaRole.GROUP, named("Berechtigungen")))
                    .isVisible();
            box(browser, "Read-Only Person").check();
            assertThat(below(browser, "Access API")).containsText("1 von 33");
            assertThat(box(browser, "Read-Only Person"))
                    .hasAccessibleDescription("Personen (Leads), Listen und deren Felder lesen.");
            browser.checkAccessibility();
            button(browser.dialog(), "Erstellen").click();

            browser.row("Nächtlicher Import")
                    .getByRole(AriaRole.BUTTON, named("Rolle bearbeiten"))
                    .click();
            browser.checkAccessibility();
            button(browser.dialog(), "Speichern").click();

            assertThat(browser.dialog()).isHidden();
            browser.row("Nächtlicher Import")
                    .getByRole(AriaRole.BUTTON, named("Rolle löschen"))
                    .click();
            assertThat(browser.dialog()).containsText("mit ihren 2 Berechtigungen");
            browser.checkAccessibility();
            button(browser.dialog(), "Löschen").click();

            assertThat(browser.row("Nächtlicher Import")).hasCount(0);
        }
    }

    @Test
    void shouldBeUsableByKeyboardAndKeepWhatWasTypedWhenANameIsTaken() {
        Administrator admin = administrator();

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH.narrow(), admin)) {
            browser.page().navigate("/roles");
            browser.button("New Role").focus();
            press(browser, "Enter");
            assertThat(browser.dialog().getByLabel("Role Name")).isFocused();
            type(browser, "web designer");
            press(browser, "Tab");
            type(browser, "Same name");
            press(browser, "Tab");
            type(browser, "no such thing");
            assertThat(browser.dialog()).containsText("No permission matches this search.");
            press(browser, "ControlOrMeta+a");
            type(browser, "lead");
            press(browser, "Enter");
            assertThat(box(browser, "Approve Assets")).isHidden();
            assertThat(box(browser, "Access Admin")).isHidden();
            browser.tabTo(box(browser, "Read-Only Person"));
            press(browser, "Space");
            browser.tabTo(button(browser.dialog(), "Create"));
            press(browser, "Enter");

            Locator name = browser.dialog().getByLabel("Role Name");
            assertThat(name).hasAccessibleDescription("web designer is taken already. Choose another one.");
            assertThat(name).isFocused();
            assertThat(name).hasValue("web designer");
            assertThat(browser.dialog().getByLabel("Description")).hasValue("Same name");
            assertThat(box(browser, "Read-Only Person")).isChecked();
            assertThat(below(browser, "Access API")).containsText("1 of 33");
            browser.checkAccessibility();

            press(browser, "ControlOrMeta+a");
            type(browser, "Readers");
            press(browser, "Enter");
            assertThat(browser.dialog()).isHidden();
            assertThat(browser.row("Readers")).isVisible();
            assertThat(role(admin, "Readers").permissions()).contains(Permission.READ_ONLY_PERSON);

            browser.row("Readers")
                    .getByRole(AriaRole.BUTTON, named("Delete Role"))
                    .focus();
            press(browser, "Enter");
            assertThat(browser.dialog()).containsText("Readers");
            press(browser, "Escape");
            assertThat(browser.dialog()).isHidden();
            assertThat(browser.row("Readers").getByRole(AriaRole.BUTTON, named("Delete Role")))
                    .isFocused();
        }
    }

    @Test
    void shouldOpenWhatASearchFindsAndCloseItAgain() {
        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, administrator())) {
            browser.page().navigate("/roles");
            browser.button("New Role").click();
            assertThat(box(browser, "Access Users")).isHidden();
            Locator search = browser.dialog().getByLabel("Search permissions");

            search.fill("access users");
            assertThat(box(browser, "Access Users")).isVisible();
            assertThat(box(browser, "Access Roles")).isHidden();
            search.fill("");

            assertThat(box(browser, "Access Admin")).isVisible();
            assertThat(box(browser, "Access Users")).isHidden();
            assertThat(box(browser, "Approve Assets")).isVisible();

            below(browser, "Access Design Studio").click();
            box(browser, "Access Email").check();
            below(browser, "Access Email").click();
            below(browser, "Edit Email").click();
            assertThat(box(browser, "Approve Email")).isChecked();
            box(browser, "Edit Email").uncheck();
            assertThat(box(browser, "Approve Email")).not().isChecked();
            assertThat(box(browser, "Access Email")).isChecked();
            assertThat(below(browser, "Access Design Studio")).containsText("1 of 33");
        }
    }

    @Test
    void shouldChangeWhatALiveTokenMayDoAndRefuseToDeleteARoleInUse() {
        Administrator admin = administrator();
        Integration integration = subscriptions.integration(admin.subscriptionId(), Permission.READ_ONLY_PERSON);
        String token = Api.token(integration);
        String name = "Role of " + integration.login();

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            browser.page().navigate("/roles");
            browser.row(name).getByRole(AriaRole.BUTTON, named("Edit Role")).click();
            assertThat(browser.dialog()).containsText("1 user holds this role");
            box(browser, "Read-Only Person").uncheck();
            button(browser.dialog(), "Save").click();
            assertThat(browser.dialog()).isHidden();
            assertThat(Api.get("/rest/v1/leads.json?filterType=id&filterValues=1", token)
                            .error())
                    .isEqualTo("603");

            Locator delete = browser.row(name).getByRole(AriaRole.BUTTON, named("Delete Role"));
            delete.click();
            assertThat(browser.dialog()).containsText("The role is held by " + integration.login());
            assertThat(button(browser.dialog(), "Delete")).hasCount(0);
            browser.checkAccessibility();
            browser.dialog().getByText("Close").click();

            assign(integration, Set.of());
            delete.click();
            assertThat(button(browser.dialog(), "Delete")).isVisible();
            assign(integration, Set.of(new Assignment(integration.roleId(), WorkspacePermissions.ALL)));
            button(browser.dialog(), "Delete").click();
            assertThat(browser.dialog()).containsText("The role is held by " + integration.login());
            press(browser, "Escape");

            assign(integration, Set.of());
            delete.click();
            button(browser.dialog(), "Delete").click();
            assertThat(browser.row(name)).hasCount(0);
        }
    }

    @Test
    void shouldShowARoleThatTheVisitorMayNotEditAndRefuseToGrantWhatTheyDoNotHold() {
        int subscription = subscriptions.create().id();
        Administrator manager = subscriptions.person(subscription, Permission.ACCESS_ROLES);

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH.dark(), manager)) {
            Page page = browser.page();
            assertThat(page).hasURL(Pattern.compile("/roles$"));
            browser.row("Role of ")
                    .getByRole(AriaRole.BUTTON, named("Edit Role"))
                    .click();
            assertThat(browser.dialog()).containsText("yourself. Somebody else has to edit it.");
            assertThat(box(browser, "Access Roles")).isChecked();
            assertThat(box(browser, "Access Roles")).isDisabled();
            assertThat(browser.dialog().getByLabel("Role Name")).isDisabled();
            assertThat(button(browser.dialog(), "Save")).hasCount(0);
            browser.checkAccessibility();
            browser.dialog().getByText("Close").click();

            browser.row("Everything, administration included")
                    .getByRole(AriaRole.BUTTON, named("Edit Role"))
                    .click();
            assertThat(browser.dialog()).containsText("The role Admin is built in");
            assertThat(button(browser.dialog(), "Save")).hasCount(0);
            press(browser, "Escape");
            assertThat(browser.row("Everything, administration included")
                            .getByRole(AriaRole.BUTTON, named("Delete Role")))
                    .hasCount(0);

            browser.button("New Role").click();
            browser.dialog().getByLabel("Role Name").fill("More");
            box(browser, "Read-Only Person").check();
            button(browser.dialog(), "Create").click();
            assertThat(browser.dialog().getByRole(AriaRole.ALERT))
                    .hasText("You cannot grant what you do not hold: Access API, Read-Only Person.");
            assertThat(browser.dialog().getByLabel("Role Name")).hasValue("More");
            browser.checkAccessibility();
        }
    }

    @Test
    void shouldRefuseWhoMayNotAccessRoles() {
        Administrator person = subscriptions.person(subscriptions.create().id(), Permission.ACCESS_USERS);

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, person)) {
            Response refused = browser.page().navigate("/roles");

            assertThat(refused.status()).isEqualTo(403);
            assertThat(browser.page().locator("main")).containsText("the permission Access Roles");
            assertThat(browser.page().navigate("/roles/new").status()).isEqualTo(403);
            assertThat(browser.page().navigate("/roles/105/edit").status()).isEqualTo(403);
            assertThat(browser.page().navigate("/roles/105/delete").status()).isEqualTo(403);
        }
    }

    private Administrator administrator() {
        return subscriptions.administrator(subscriptions.create().id());
    }

    private Role role(Administrator admin, String name) {
        List<Role> roles = store.with(handle -> RoleStore.roles(handle, admin.subscriptionId()));
        return roles.stream()
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void assign(Integration integration, Set<Assignment> assignments) {
        store.inTransaction(handle -> {
            RoleStore.assign(handle, integration.subscriptionId(), integration.userId(), assignments);
            return true;
        });
    }

    private static Locator box(Browser browser, String permission) {
        return browser.dialog().getByRole(AriaRole.CHECKBOX, named(permission).setIncludeHidden(true));
    }

    /** What opens and closes what is below a permission. */
    private static Locator below(Browser browser, String permission) {
        return browser.dialog()
                .locator("summary")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile(" in " + permission + "$")));
    }

    private static void press(Browser browser, String key) {
        browser.page().keyboard().press(key);
    }

    private static void type(Browser browser, String text) {
        browser.page().keyboard().type(text);
    }
}
