package io.postern.console.privileges;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.postern.access.Changes;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.Role;
import io.postern.access.role.RoleStore;
import io.postern.access.role.Roles;
import io.postern.access.subscription.Subscriptions;
import io.postern.access.user.UserDetails;
import io.postern.access.user.Users;
import io.postern.foundation.store.Store;
import io.postern.testing.Administration;
import io.postern.testing.Api;
import io.postern.testing.Browser;
import io.postern.testing.Browser.Setup;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Least Privilege, from the served call to the role that is cut down to it. */
@QuarkusTest
class PrivilegePageTest {
    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Store store;

    @Inject
    Changes changes;

    @Inject
    Roles roles;

    @Inject
    Users users;

    @Inject
    Subscriptions workspaces;

    @Test
    void shouldCutARoleDownToWhatCallsNeed() {
        Integration integration = integration();
        String token = Api.token(integration);
        assertThat(served(Api.get("/rest/v1/leads.json?filterType=email&filterValues=a@b.example", token)))
                .isTrue();

        try (Browser browser =
                Browser.signedIn(Setup.ENGLISH, subscriptions.administrator(integration.subscriptionId()))) {
            Page page = browser.page();
            page.navigate("/privileges/roles");
            var figures = browser.row("Sync everything").locator("td");
            assertThat(figures.nth(0)).hasText("1");
            assertThat(figures.nth(1)).hasText("2");
            assertThat(figures.nth(2)).hasText("1");
            assertThat(figures.nth(3)).hasText("1");
            browser.checkAccessibility();

            browser.link("Sync everything").click();
            assertThat(page.locator("main")).containsText("has been recorded only since");
            assertThat(browser.row("Approve Assets")).containsText("Never");
            assertThat(browser.row("Read-Write Person")).containsText("GET /rest/v1/leads.json");
            assertThat(page.locator("main"))
                    .containsText("With these permissions, every call of the last 90 days would");
            browser.checkAccessibility();

            browser.button("Review and apply").click();
            assertThat(browser.dialog()).containsText("The ticks show a proposal.");
            assertThat(page.locator("#permission-READ_WRITE_PERSON")).not().isChecked();
            assertThat(page.locator("#permission-READ_ONLY_PERSON")).isChecked();
            assertThat(page.locator("#permission-IMPORT_PROGRAM")).isChecked();
            assertThat(mark(page, "READ_WRITE_PERSON")).hasText("To remove");
            assertThat(mark(page, "APPROVE_ASSETS")).hasText("To remove");
            assertThat(mark(page, "READ_ONLY_PERSON")).hasText("To add");
            browser.checkAccessibility();
            assertThat(role(integration).permissions()).contains(Permission.APPROVE_ASSETS);

            Browser.button(browser.dialog(), "Save").click();
            assertThat(browser.dialog()).isHidden();
            assertThat(page.locator("main")).containsText("There is nothing to take away.");
        }
        assertThat(role(integration).permissions())
                .isEqualTo(Permission.withAncestors(Set.of(Permission.READ_ONLY_PERSON, Permission.IMPORT_PROGRAM)));
        assertThat(served(Api.get("/rest/v1/leads.json?filterType=email&filterValues=a@b.example", token)))
                .isTrue();
        assertThat(Api.post("/rest/v1/leads.json", token, "{\"input\":[{\"email\":\"a@b.example\"}]}")
                        .error())
                .isEqualTo("603");
        List<String> actions = store.with(handle -> handle.createQuery(
                        "SELECT action FROM audit WHERE subscription_id = :id ORDER BY sequence DESC LIMIT 1")
                .bind("id", integration.subscriptionId())
                .mapTo(String.class)
                .list());
        assertThat(actions).containsExactly("role.edit");
    }

    @Test
    void shouldKeepTheMarksOfAProposalWhenTheFormIsShownAgain() {
        Integration integration = integration();
        Administration admin = Administration.signIn(subscriptions.administrator(integration.subscriptionId()));

        String again = admin.submit(
                        "/roles/" + integration.roleId() + "/edit",
                        "name",
                        "",
                        "proposed",
                        "ACCESS_API",
                        "proposed",
                        "READ_ONLY_PERSON",
                        "permission",
                        "READ_ONLY_PERSON")
                .body();

        assertThat(again).contains("To add").contains("To remove");
    }

    @Test
    void shouldTellOfUsersAndServicesToo() {
        Integration integration = integration();
        String token = Api.token(integration);
        Api.get("/rest/v1/leads.json?filterType=email&filterValues=a@b.example", token);

        try (Browser browser =
                Browser.signedIn(Setup.ENGLISH.dark(), subscriptions.administrator(integration.subscriptionId()))) {
            Page page = browser.page();
            page.navigate("/privileges/roles");
            page.locator(".tabs").getByText("Services").click();
            assertThat(browser.row("CRM Sync")).containsText(integration.login());
            page.getByLabel("Filter").fill("nothing like it");
            assertThat(page.locator("#list")).containsText("Nothing matches.");
            page.getByLabel("Filter").fill("crm");
            browser.link("CRM Sync").click();
            assertThat(browser.row("Read-Write Person")).containsText("by Sync everything");
            browser.checkAccessibility();
            page.getByLabel("Calls of the last").selectOption("30");
            assertThat(page).hasURL(Pattern.compile(".*days=30"));
            browser.button("New role with this").click();
            assertThat(page.locator("#permission-READ_ONLY_PERSON")).isChecked();
            assertThat(page.locator("#permission-IMPORT_PROGRAM")).not().isChecked();
        }
    }

    @Test
    void shouldOfferNothingWhereNothingWasNeeded() {
        Integration integration = integration();
        Administration admin = Administration.signIn(subscriptions.administrator(integration.subscriptionId()));

        assertThat(admin.get("/privileges/roles/" + integration.roleId()))
                .contains("No call of the last 90 days needed any of it.")
                .doesNotContain("proposed=");
    }

    @Test
    void shouldWarnWhereTheProposalIsNotAllThatMatters() {
        Integration integration = integration();
        int subscription = integration.subscriptionId();
        Api.get("/rest/v1/leads.json?filterType=email&filterValues=a@b.example", Api.token(integration));
        Administration admin = Administration.signIn(subscriptions.administrator(subscription));
        String role = "/privileges/roles/" + integration.roleId();
        String service = "/privileges/services/" + integration.serviceId();
        assertThat(admin.get(role)).doesNotContain("1 person holds this role");
        assertThat(admin.get(service)).contains("New role with this");

        long person =
                subscriptions.person(subscription, Permission.ACCESS_USERS).userId();
        changes.run(TestSubscriptions.TEST, subscription, change -> {
            int emea = workspaces.createWorkspace(change, "EMEA", "").id();
            int other = roles.create(change, "Other", "", Set.of(Permission.READ_ONLY_PERSON))
                    .id();
            users.assign(change, person, Set.of(new Assignment(integration.roleId(), WorkspacePermissions.ALL)));
            users.assign(
                    change,
                    integration.userId(),
                    Set.of(
                            new Assignment(integration.roleId(), WorkspacePermissions.ALL),
                            new Assignment(other, emea)));
        });

        assertThat(admin.get(role)).contains("1 person holds this role");
        assertThat(admin.get(service)).contains("held in different workspaces").doesNotContain("New role with this");
    }

    @Test
    void shouldShowOnesOwnSubscriptionAndOnlyToWhoMay() {
        Integration integration = integration();
        Administration stranger = Administration.signIn(
                subscriptions.administrator(subscriptions.create().id()));
        Administration ofRoles =
                Administration.signIn(subscriptions.person(integration.subscriptionId(), Permission.ACCESS_ROLES));
        Administration ofUsers =
                Administration.signIn(subscriptions.person(integration.subscriptionId(), Permission.ACCESS_USERS));
        String user = "/privileges/users/" + integration.userId();
        String service = "/privileges/services/" + integration.serviceId();

        assertThat(stranger.get("/privileges/services")).doesNotContain("CRM Sync");
        assertThat(stranger.open(service).statusCode()).isEqualTo(404);
        assertThat(stranger.open(user).statusCode()).isEqualTo(404);
        assertThat(ofRoles.get("/privileges/roles")).contains("Sync everything").doesNotContain("/privileges/users");
        for (String path : List.of("/privileges/users", user, "/privileges/services", service)) {
            assertThat(ofRoles.open(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(ofUsers.open("/privileges/roles").statusCode()).isEqualTo(403);
        assertThat(ofUsers.open(user).statusCode()).isEqualTo(403);
    }

    @Test
    void shouldPassOverWhatItCannotRead() {
        Administration admin = Administration.signIn(
                subscriptions.administrator(subscriptions.create().id()));

        assertThat(admin.open("/privileges/roles?days=7x&sort=X&order=Y&page=none")
                        .statusCode())
                .isEqualTo(200);
        assertThat(admin.open("/privileges/roles/1?days=-1").statusCode()).isEqualTo(404);
        assertThat(admin.open("/privileges/roles/none").statusCode()).isEqualTo(404);
    }

    private static Locator mark(Page page, String permission) {
        return page.locator("li:has(> .form-check #permission-" + permission + ") > .form-check .badge");
    }

    private static boolean served(Api.Answer answer) {
        return answer.json().path("success").asBoolean();
    }

    private Role role(Integration integration) {
        return store.with(handle -> RoleStore.role(handle, integration.subscriptionId(), integration.roleId()))
                .orElseThrow();
    }

    private Integration integration() {
        return subscriptions.integration(
                subscriptions.create().id(),
                "Sync everything",
                "CRM Sync",
                new UserDetails(subscriptions.login(), "Inte", "Gration", "", null),
                Permission.READ_WRITE_PERSON,
                Permission.APPROVE_ASSETS,
                Permission.IMPORT_PROGRAM);
    }
}
