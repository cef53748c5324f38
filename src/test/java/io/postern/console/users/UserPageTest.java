package io.postern.console.users;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.postern.testing.Browser.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.postern.access.Changes;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.user.User;
import io.postern.access.user.UserDetails;
import io.postern.access.user.UserStore;
import io.postern.access.user.Users;
import io.postern.foundation.store.Store;
import io.postern.testing.Api;
import io.postern.testing.Browser;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UserPageTest {
    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    Users users;

    @Inject
    Store store;

    @Test
    void shouldListUsersAndRefuseToDeleteOneWhoOwnsAService() {
        int subscription = subscriptions.create().id();
        Administrator admin = subscriptions.administrator(subscription);
        Integration integration = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            Page page = browser.page();
            Locator row =
                    page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(integration.login()));
            assertThat(row).containsText("used by 1 service");
            browser.checkAccessibility();

            browser.choose(row, "User Actions", "Delete User");
            assertThat(browser.dialog()).containsText(integration.login());
            browser.checkAccessibility();

            assertThat(browser.dialog()).containsText("Service of " + integration.login());
        }
    }

    @Test
    void shouldEditAUserAndKeepWhatWasLeftAlone() {
        int subscription = subscriptions.create().id();
        Administrator admin = subscriptions.administrator(subscription);
        Integration integration = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
        Instant end = Instant.parse("2030-05-06T07:08:09Z");
        changes.run(
                TestSubscriptions.TEST,
                subscription,
                change -> users.edit(
                        change,
                        integration.userId(),
                        new UserDetails(integration.login(), "Inte", "Gration", "", end)));
        String renamed = subscriptions.login();

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH.dark(), admin)) {
            Page page = browser.page();
            Locator row =
                    page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(integration.login()));
            browser.choose(row, "User Actions", "Edit User");
            assertThat(browser.dialog().getByLabel("Access Expires")).hasValue("2030-05-06");
            browser.checkAccessibility();
            browser.dialog().getByLabel("Email").fill(admin.login());
            save(browser);
            assertThat(browser.dialog()).containsText(admin.login() + " is taken already.");
            browser.dialog().getByLabel("Email").fill(renamed);
            browser.dialog().getByLabel("Reason").fill("Renamed");
            save(browser);

            assertThat(page.locator("#toasts")).containsText(renamed + " was saved.");
            assertThat(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(renamed)))
                    .containsText("used by 1 service");
        }

        User edited = store.with(handle -> UserStore.byId(handle, subscription, integration.userId()))
                .orElseThrow();
        assertThat(edited.reason()).isEqualTo("Renamed");
        assertThat(edited.accessExpiresAt()).isEqualTo(end);
        assertThat(edited.assignments())
                .containsExactly(new Assignment(integration.roleId(), WorkspacePermissions.ALL));
    }

    @Test
    void shouldDisableAndEnableAnApiOnlyUserAndAPerson() {
        int subscription = subscriptions.create().id();
        Administrator admin = subscriptions.administrator(subscription);
        Administrator person = subscriptions.person(subscription, Permission.ACCESS_USERS);
        Integration integration = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
        String token = Api.token(integration);

        try (Browser theirs = Browser.signedIn(Browser.Setup.ENGLISH, person);
                Browser browser = Browser.signedIn(Browser.Setup.ENGLISH.dark(), admin)) {
            browser.choose(browser.row(integration.login()), "User Actions", "Disable");
            assertThat(browser.dialog()).containsText("These services stop at once: Service of " + integration.login());
            browser.checkAccessibility();
            button(browser.dialog(), "Disable").click();
            assertThat(browser.row(integration.login())).containsText("Disabled");
            assertThat(Api.get("/rest/v1/stats/usage.json", token).error()).isEqualTo("601");
            browser.choose(browser.row(integration.login()), "User Actions", "Enable");
            browser.checkAccessibility();
            button(browser.dialog(), "Enable").click();
            assertThat(browser.row(integration.login())).containsText("Active");

            browser.choose(browser.row(person.login()), "User Actions", "Disable");
            assertThat(browser.dialog()).containsText("signed out everywhere");
            button(browser.dialog(), "Disable").click();
            assertThat(browser.row(person.login())).containsText("Disabled");
            theirs.page().navigate("/users");
            assertThat(theirs.page()).hasURL(java.util.regex.Pattern.compile(".*/signin.*"));

            browser.choose(browser.row(admin.login()), "User Actions", "Disable");
            button(browser.dialog(), "Disable").click();
            assertThat(browser.dialog().getByRole(AriaRole.ALERT)).containsText("You cannot disable yourself.");
        }
    }

    @Test
    void shouldRevokeTheTokensOfAnApiOnlyUser() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        Administrator admin = subscriptions.administrator(integration.subscriptionId());
        Administrator clerk = subscriptions.person(integration.subscriptionId(), Permission.ACCESS_USERS);
        String token = Api.token(integration);

        try (Browser theirs = Browser.signedIn(Browser.Setup.ENGLISH, clerk);
                Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            theirs.page().navigate("/users");
            theirs.choose(theirs.row(integration.login()), "User Actions", "Revoke Tokens");
            button(theirs.dialog(), "Revoke Tokens").click();
            assertThat(theirs.dialog().getByRole(AriaRole.ALERT)).containsText("Read-Only Person");
            assertThat(isAccepted(token)).as("the clerk does not hold it").isTrue();

            browser.page().navigate("/users");
            button(browser.row(admin.login()), "User Actions").click();
            assertThat(button(browser.row(admin.login()), "Disable")).isVisible();
            assertThat(button(browser.row(admin.login()), "Revoke Tokens")).hasCount(0);
            browser.page().keyboard().press("Escape");
            browser.choose(browser.row(integration.login()), "User Actions", "Revoke Tokens");
            assertThat(browser.dialog()).containsText("Service of " + integration.login());
            browser.checkAccessibility();
            button(browser.dialog(), "Revoke Tokens").click();
            assertThat(browser.page().locator("#toasts"))
                    .containsText("The tokens of " + integration.login() + " are not accepted any more.");
            assertThat(isAccepted(token)).isFalse();

            browser.choose(browser.row(integration.login()), "User Actions", "Revoke Tokens");
            button(browser.dialog(), "Revoke Tokens").click();
            assertThat(browser.page().locator("#toasts")).containsText(integration.login() + " had no live token.");
        }
    }

    private static boolean isAccepted(String token) {
        return Api.get("/rest/v1/leads/describe.json", token).error().isEmpty();
    }

    private static void save(Browser browser) {
        browser.dialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
    }
}
