package io.postern.console.users;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.postern.testing.Browser.button;
import static io.postern.testing.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.postern.access.Changes;
import io.postern.access.permission.Permission;
import io.postern.access.role.Assignment;
import io.postern.access.role.Role;
import io.postern.access.role.RoleStore;
import io.postern.access.role.Roles;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.subscription.Subscriptions;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.access.user.Users;
import io.postern.foundation.store.Store;
import io.postern.testing.Browser;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The dialog Invite New User. */
@QuarkusTest
class InvitationTest {
    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    Roles roles;

    @Inject
    Subscriptions settings;

    @Inject
    Users users;

    @Inject
    Store store;

    @Inject
    TestClock clock;

    private int subscription;
    private Administrator admin;
    private Role role;

    @BeforeEach
    void makeASubscriptionWithARole() {
        subscription = subscriptions.create().id();
        admin = subscriptions.administrator(subscription);
        role = changes.apply(
                TestSubscriptions.TEST,
                subscription,
                change -> roles.create(change, "CRM Sync", "", Set.of(Permission.READ_WRITE_PERSON)));
        changes.run(TestSubscriptions.TEST, subscription, change -> settings.createWorkspace(change, "EMEA", ""));
    }

    @Test
    void shouldMakeAnApiOnlyUserInThreeSteps() {
        String email = subscriptions.login();

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            Page page = browser.page();
            browser.button("Invite New User").click();
            assertThat(browser.dialog().getByRole(AriaRole.HEADING, named("Invite New User")))
                    .isVisible();
            browser.checkAccessibility();

            // what is wrong is said beside each field, and what was typed stays
            browser.dialog().getByLabel("First Name").fill("CRM");
            browser.dialog().getByLabel("Access Expires").fill("2020-01-01");
            button(browser.dialog(), "Next").click();
            assertThat(browser.dialog().getByText("Fill in this field.")).hasCount(2);
            assertThat(browser.dialog().getByText("This date is in the past.")).isVisible();
            assertThat(browser.dialog().getByLabel("First Name")).hasValue("CRM");
            assertThat(browser.dialog().getByLabel("Email")).isFocused();
            browser.checkAccessibility();

            browser.dialog().getByLabel("Email").fill(email);
            browser.dialog().getByLabel("Last Name").fill("Sync");
            browser.dialog().getByLabel("Reason").fill("CRM integration");
            browser.dialog().getByLabel("Access Expires").fill("2027-01-01");
            assertThat(browser.dialog()).containsText("Access ends on Jan 2, 2027, 12:00");
            button(browser.dialog(), "Next").click();

            Locator group = browser.dialog().getByRole(AriaRole.GROUP, named("Roles"));
            Locator apiOnly = browser.dialog()
                    .getByRole(AriaRole.CHECKBOX, named("API Only"))
                    .last();
            group.getByRole(AriaRole.CHECKBOX, named("Web Designer")).check();
            apiOnly.check();
            assertThat(browser.dialog().getByText("this user could call nothing"))
                    .isVisible();
            browser.checkAccessibility();
            group.getByRole(AriaRole.CHECKBOX, named("Web Designer")).uncheck();
            group.getByRole(AriaRole.CHECKBOX, named("CRM Sync")).check();
            assertThat(browser.dialog().getByText("this user could call nothing"))
                    .isHidden();
            group.getByText("2 of 2 workspaces").click();
            group.getByRole(AriaRole.CHECKBOX, named("EMEA")).last().uncheck();
            assertThat(group.getByText("1 of 2 workspaces")).isVisible();
            button(browser.dialog(), "Next").click();

            assertThat(browser.dialog()).containsText("An invitation is not required for API only");
            assertThat(browser.dialog()).containsText("can be used for a custom service");
            browser.checkAccessibility();
            button(browser.dialog(), "Back").click();
            assertThat(group).isVisible();
            assertThat(apiOnly).isChecked();
            button(browser.dialog(), "Back").click();
            assertThat(browser.dialog().getByLabel("Reason")).isVisible();
            assertThat(browser.dialog().getByLabel("Reason")).hasValue("CRM integration");
            button(browser.dialog(), "Next").click();
            assertThat(group).isVisible();
            button(browser.dialog(), "Next").click();
            button(browser.dialog(), "Send").click();

            assertThat(browser.dialog()).isHidden();
            assertThat(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(email)))
                    .containsText("used by 0 services");
            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Create a custom service")))
                    .isVisible();
            browser.checkAccessibility();
        }

        User made = store.with(handle -> UserStore.byLogin(handle, subscription, email))
                .orElseThrow();
        assertThat(made.apiOnly()).isTrue();
        assertThat(made.reason()).isEqualTo("CRM integration");
        assertThat(made.accessExpiresAt()).isEqualTo(Instant.parse("2027-01-02T06:00:00Z"));
        assertThat(made.assignments()).containsExactly(new Assignment(role.id(), 1));
    }

    @Test
    void shouldMakeAnApiOnlyUserByKeyboardAlone() {
        String email = subscriptions.login();

        try (Browser browser =
                Browser.signedIn(Browser.Setup.ENGLISH.in("de-DE").dark(), admin)) {
            Page page = browser.page();
            page.locator("#main").focus();
            tabTo(page, "Neuen Benutzer einladen");
            page.keyboard().press("Enter");
            assertThat(browser.dialog()).isVisible();
            page.keyboard().type(email);
            tabTo(page, "Vorname");
            page.keyboard().type("CRM");
            tabTo(page, "Nachname");
            page.keyboard().type("Sync");
            page.keyboard().press("Enter");
            assertThat(browser.dialog().getByRole(AriaRole.GROUP, named("Rollen")))
                    .isVisible();
            browser.checkAccessibility();
            tabTo(page, "CRM Sync");
            page.keyboard().press("Space");
            tabTo(page, "Nur API");
            page.keyboard().press("Space");
            page.keyboard().press("Enter");
            assertThat(browser.dialog()).containsText("Für reine API-Benutzer ist keine Einladung erforderlich.");
            tabTo(page, "Senden");
            page.keyboard().press("Enter");

            assertThat(browser.dialog()).isHidden();
            assertThat(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(email)))
                    .containsText("Aktiv");

            // Escape closes a dialog, and the focus is back where it was opened
            tabTo(page, "Neuen Benutzer einladen");
            page.keyboard().press("Enter");
            assertThat(browser.dialog()).isVisible();
            page.keyboard().press("Escape");
            assertThat(browser.dialog()).isHidden();
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Neuen Benutzer einladen")))
                    .isFocused();
        }

        User made = store.with(handle -> UserStore.byLogin(handle, subscription, email))
                .orElseThrow();
        assertThat(made.apiOnly()).isTrue();
    }

    @Test
    void shouldListAPersonAsPendingAndSayThatNothingIsMailed() {
        String email = subscriptions.login();

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            Page page = browser.page();
            browser.button("Invite New User").click();
            browser.dialog().getByLabel("Email").fill(email);
            browser.dialog().getByLabel("First Name").fill("Grace");
            browser.dialog().getByLabel("Last Name").fill("Hopper");
            button(browser.dialog(), "Next").click();
            assertThat(browser.dialog().getByRole(AriaRole.GROUP, named("Roles")))
                    .isVisible();
            button(browser.dialog(), "Next").click();
            assertThat(browser.dialog()).containsText("Tick at least one role.");
            browser.dialog()
                    .getByRole(AriaRole.CHECKBOX, named("Marketing User"))
                    .check();
            button(browser.dialog(), "Next").click();
            assertThat(browser.dialog()).containsText("Hello Grace");
            assertThat(browser.dialog()).containsText("does not mail invitations yet");
            button(browser.dialog(), "Send").click();

            assertThat(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(email)))
                    .containsText("Pending");
        }
    }

    @Test
    @Timeout(60)
    void shouldTellOfALoginThatWasTakenMeanwhileWhereItIsTyped() {
        String email = subscriptions.login();

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            fillIn(browser, email);
            store.useTransaction(handle -> {
                // the check before the change does not see it yet, and the change waits for it
                handle.createUpdate("""
                                INSERT INTO user_account (subscription_id, login, email, first_name, last_name, api_only,
                                                          reason, created_at, updated_at)
                                VALUES (:subscription, :email, :email, 'A', 'B', true, '', :at, :at)
                                """)
                        .bind("subscription", subscriptions.create().id())
                        .bind("email", email)
                        .bind("at", clock.instant())
                        .execute();
                button(browser.dialog(), "Send").click();
                Query waiting = handle.createQuery("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)");
                while (!waiting.mapTo(Boolean.class).one()) {
                    Thread.onSpinWait();
                }
            });

            assertThat(browser.dialog().locator("[aria-current=step]")).containsText("Step 1");
            assertThat(browser.field("Email")).isFocused();
            assertThat(browser.field("Email"))
                    .hasAccessibleDescription(email + " is taken already. Choose another one.");
        }
    }

    @Test
    void shouldOfferAServiceOnlyToWhoMayMakeOneAndGiveSingleWorkspacesToWhoHoldsNoMore() {
        String email = subscriptions.login();
        int workspace = store.with(handle -> SubscriptionStore.workspaces(handle, subscription))
                .getLast()
                .id();
        Administrator manager = subscriptions.person(subscription, Permission.ACCESS_USERS);
        changes.run(TestSubscriptions.TEST, subscription, change -> {
            Set<Assignment> held =
                    new HashSet<>(RoleStore.assignments(change.handle(), subscription, manager.userId()));
            held.add(new Assignment(role.id(), 1));
            held.add(new Assignment(role.id(), workspace));
            users.assign(change, manager.userId(), held);
        });

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, manager)) {
            fillIn(browser, email);
            button(browser.dialog(), "Send").click();

            assertThat(browser.page().locator("#toasts")).containsText("can be used at once");
            assertThat(browser.page().locator("#toasts a")).hasCount(0);
        }

        User made = store.with(handle -> UserStore.byLogin(handle, subscription, email))
                .orElseThrow();
        assertThat(made.assignments())
                .containsExactly(new Assignment(role.id(), 1), new Assignment(role.id(), workspace));
    }

    /** Goes to the last step for an API-only user who holds the role in all workspaces. */
    private static void fillIn(Browser browser, String email) {
        browser.button("Invite New User").click();
        browser.field("Email").fill(email);
        browser.field("First Name").fill("CRM");
        browser.field("Last Name").fill("Sync");
        button(browser.dialog(), "Next").click();
        browser.dialog().getByRole(AriaRole.CHECKBOX, named("CRM Sync")).check();
        browser.dialog().getByRole(AriaRole.CHECKBOX, named("API Only")).last().check();
        button(browser.dialog(), "Next").click();
        assertThat(browser.dialog()).containsText("An invitation is not required");
    }

    /** Presses Tab until the element with a name has the focus. */
    private static void tabTo(Page page, String name) {
        String focused = """
                () => { const e = document.activeElement;
                        return (e.labels && e.labels.length ? e.labels[0] : e).textContent.trim(); }
                """;
        for (int presses = 0; presses < 60; presses++) {
            if (page.evaluate(focused).equals(name)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("no '" + name + "' is reached by Tab");
    }
}
