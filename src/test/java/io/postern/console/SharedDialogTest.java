package io.postern.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.postern.testing.Browser.button;
import static io.postern.testing.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.postern.access.Changes;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.customservice.CustomServices;
import io.postern.access.customservice.OwnedService;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.Role;
import io.postern.access.role.RoleStore;
import io.postern.access.role.Roles;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.Subscriptions;
import io.postern.access.user.User;
import io.postern.access.user.UserDetails;
import io.postern.access.user.UserStore;
import io.postern.access.user.Users;
import io.postern.foundation.store.Store;
import io.postern.testing.Browser;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A dialog that is open while somebody else changes what it shows, and the next one who saves. */
@QuarkusTest
class SharedDialogTest {
    private static final String CHANGED = "Somebody else has changed this meanwhile.";

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    Users users;

    @Inject
    Roles roles;

    @Inject
    CustomServices services;

    @Inject
    Subscriptions settings;

    @Inject
    Store store;

    private Administrator admin;
    private Integration integration;

    @BeforeEach
    void makeASubscription() {
        admin = subscriptions.administrator(subscriptions.create().id());
        integration = subscriptions.integration(admin.subscriptionId(), Permission.READ_ONLY_PERSON);
    }

    @Test
    void shouldNotUndoWhatSomebodyElseAssignedMeanwhile() {
        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            browser.choose(browser.row(integration.login()), "User Actions", "Edit User");
            browser.field("Reason").fill("Mine");
            meanwhile(change -> users.assign(
                    change,
                    integration.userId(),
                    Set.of(new Assignment(integration.roleId(), WorkspacePermissions.ALL), new Assignment(2, 1))));
            button(browser.dialog(), "Save").click();

            assertThat(browser.dialog().getByRole(AriaRole.ALERT)).containsText(CHANGED);
            assertThat(browser.field("Reason")).hasValue("");
            assertThat(user().reason()).isEmpty();
            assertThat(user().assignments()).contains(new Assignment(2, 1));
            browser.checkAccessibility();

            browser.field("Reason").fill("Mine");
            button(browser.dialog(), "Save").click();
            assertThat(browser.dialog()).isHidden();
            assertThat(user().reason()).isEqualTo("Mine");
            assertThat(user().assignments()).hasSize(2);
        }
    }

    @Test
    void shouldKeepAllWorkspacesWhenOneIsMadeWhileTheDialogIsOpen() {
        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            browser.choose(browser.row(integration.login()), "User Actions", "Edit User");
            assertThat(browser.field("Email")).hasValue(integration.login());
            meanwhile(change -> settings.createWorkspace(change, "EMEA", ""));
            button(browser.dialog(), "Save").click();

            assertThat(browser.dialog()).containsText(CHANGED);
            assertThat(browser.dialog()).containsText("2 of 2 workspaces");
            button(browser.dialog(), "Save").click();
            assertThat(browser.dialog()).isHidden();
        }

        assertThat(user().assignments())
                .containsExactly(new Assignment(integration.roleId(), WorkspacePermissions.ALL));
    }

    @Test
    void shouldKeepWhatWasShownWhileAFieldIsWrong() {
        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            browser.choose(browser.row(integration.login()), "User Actions", "Edit User");
            browser.field("First Name").fill("");
            meanwhile(change -> users.edit(
                    change, integration.userId(), new UserDetails(integration.login(), "Other", "Name", "", null)));
            button(browser.dialog(), "Save").click();
            assertThat(browser.dialog()).containsText("Fill in this field.");
            browser.field("First Name").fill("Mine");
            button(browser.dialog(), "Save").click();

            assertThat(browser.dialog()).containsText(CHANGED);
            assertThat(browser.field("First Name")).hasValue("Other");
        }
    }

    @Test
    void shouldNotUndoWhatSomebodyElseMadeOfARole() {
        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            browser.page().navigate("/roles");
            button(browser.row("Role of " + integration.login()), "Edit Role").click();
            browser.field("Description").fill("Mine");
            meanwhile(change ->
                    roles.edit(change, integration.roleId(), "Less", "", Set.of(Permission.READ_ONLY_ACTIVITY)));
            button(browser.dialog(), "Save").click();

            assertThat(browser.dialog().getByRole(AriaRole.ALERT)).containsText(CHANGED);
            assertThat(browser.field("Role Name")).hasValue("Less");
            assertThat(browser.dialog().getByRole(AriaRole.CHECKBOX, named("Read-Only Activity")))
                    .isChecked();
        }

        Role role = store.with(handle -> RoleStore.role(handle, admin.subscriptionId(), integration.roleId()))
                .orElseThrow();
        assertThat(role.permissions()).containsExactlyInAnyOrder(Permission.ACCESS_API, Permission.READ_ONLY_ACTIVITY);
    }

    @Test
    void shouldNotUndoWhatSomebodyElseMadeOfAService() {
        Integration other = subscriptions.integration(admin.subscriptionId(), Permission.READ_ONLY_PERSON);

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            browser.page().navigate("/launchpoint");
            button(browser.row("Service of " + integration.login()), "Edit Service")
                    .click();
            browser.field("Description").fill("Mine");
            meanwhile(change -> services.edit(change, integration.serviceId(), "Renamed", "", other.userId()));
            button(browser.dialog(), "Save").click();

            assertThat(browser.dialog().getByRole(AriaRole.ALERT)).containsText(CHANGED);
            assertThat(browser.field("Display Name")).hasValue("Renamed");
        }

        OwnedService owned = store.with(
                        handle -> CustomServiceStore.owned(handle, admin.subscriptionId(), integration.serviceId()))
                .orElseThrow();
        assertThat(owned.login()).isEqualTo(other.login());
        assertThat(owned.service().description()).isEmpty();
    }

    @Test
    void shouldTellWhatWentWrongInFrontOfTheDialogAndLeaveItsForm() {
        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            browser.choose(browser.row(integration.login()), "User Actions", "Edit User");
            browser.field("First Name").fill("Typed");

            browser.page().context().setOffline(true);
            button(browser.dialog(), "Save").click();
            dismiss(browser, "The server cannot be reached");
            browser.page().context().setOffline(false);

            String long413 = "x".repeat(1 << 18);
            browser.field("Reason").fill(long413);
            button(browser.dialog(), "Save").click();
            dismiss(browser, "larger than any form of the console");
            assertThat(browser.field("First Name")).hasValue("Typed");
            browser.field("Reason").fill("");

            meanwhile(change -> services.delete(change, integration.serviceId()));
            meanwhile(change -> users.delete(change, integration.userId()));
            button(browser.dialog(), "Save").click();
            browser.checkAccessibility();
            dismiss(browser, "it is not there any more");
            assertThat(browser.field("First Name")).hasValue("Typed");

            browser.page().keyboard().press("Escape");
            assertThat(browser.dialog()).isHidden();
            assertThat(browser.page().locator("body > #toasts")).hasCount(1);
        }
    }

    /** Whoever types at once would else find the rest of it in another field. */
    @Test
    void shouldHaveTheFocusWhereItBelongsBeforeAnybodyCanType() {
        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            browser.page().evaluate("""
                    () => {
                      window.events = [];
                      document.addEventListener('htmx:afterSwap', () => {
                        events.push('shown');
                        setTimeout(() => events.push('typed'));
                      });
                      document.addEventListener('htmx:afterSettle', () => events.push('focused'));
                    }
                    """);

            browser.choose(browser.row(integration.login()), "User Actions", "Edit User");
            browser.page().waitForFunction("() => events.length === 3");

            assertThat(browser.page().evaluate("() => events")).isEqualTo(List.of("shown", "focused", "typed"));
        }
    }

    /** Reads a toast, and clicks it away as who sees it can. */
    private static void dismiss(Browser browser, String text) {
        assertThat(browser.dialog().locator(".toast")).containsText(text);
        button(browser.dialog().locator(".toast"), "Dismiss").click();
        assertThat(browser.dialog().locator(".toast")).hasCount(0);
    }

    private void meanwhile(Consumer<Change> work) {
        changes.run(TestSubscriptions.TEST, admin.subscriptionId(), work);
    }

    private User user() {
        return store.with(handle -> UserStore.byId(handle, admin.subscriptionId(), integration.userId()))
                .orElseThrow();
    }
}
