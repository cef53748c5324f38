package io.postern.console.permissions;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.postern.testing.Browser.button;
import static io.postern.testing.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.postern.access.operation.Operations;
import io.postern.access.permission.Permission;
import io.postern.access.role.Role;
import io.postern.access.role.RoleStore;
import io.postern.foundation.audit.AuditEntry;
import io.postern.foundation.audit.AuditTrail;
import io.postern.foundation.store.Store;
import io.postern.testing.Administration;
import io.postern.testing.Browser;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FinderPageTest {
    @Inject
    Operations table;

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Store store;

    @Inject
    AuditTrail audit;

    @Test
    void shouldLeadFromOperationsToARole() {
        Administrator admin = administrator();

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            browser.link("Permission Finder").click();
            assertThat(summary(browser)).containsText("Nothing is chosen yet");
            assertThat(browser.button("Create Role")).hasCount(0);
            browser.checkAccessibility();

            search(browser).fill("get leads.json");
            assertThat(operation(browser, "POST /rest/v1/leads.json")).isHidden();
            operation(browser, "GET /rest/v1/leads.json").check();
            assertThat(summary(browser)).hasText("1 operation, 1 permission");
            assertThat(needed(browser)).containsText("Read-Only Person");
            search(browser).fill("synclead");
            operation(browser, "POST /rest/v1/leads.json").check();
            search(browser).fill("usage");
            operation(browser, "GET /rest/v1/stats/usage.json").check();
            assertThat(summary(browser)).hasText("3 operations, 1 permission");

            assertThat(needed(browser)).containsText("Read-Write Person");
            needed(browser).locator("summary").click();
            assertThat(needed(browser).locator("details li"))
                    .hasText(new String[] {"GET /rest/v1/leads.json", "POST /rest/v1/leads.json"});
            assertThat(finding(browser)).containsText("1 of the operations needs no permission");
            browser.checkAccessibility();

            browser.button("Create Role").click();
            assertThat(permission(browser, "Access API")).isChecked();
            assertThat(permission(browser, "Read-Write Person")).isChecked();
            assertThat(browser.dialog().locator("input:checked")).hasCount(2);
            browser.field("Role Name").fill("Lead sync");
            button(browser.dialog(), "Create").click();

            assertThat(browser.dialog()).isHidden();
            assertThat(browser.page().locator("#toasts")).containsText("Lead sync was created");
            assertThat(browser.page().locator("#toasts").getByRole(AriaRole.LINK))
                    .hasAttribute("href", "/users");
            assertThat(operation(browser, "POST /rest/v1/leads.json")).isChecked();
            assertThat(role(admin, "Lead sync").permissions())
                    .containsExactlyInAnyOrder(Permission.ACCESS_API, Permission.READ_WRITE_PERSON);
            List<AuditEntry> audited = store.with(handle -> audit.entries(handle, admin.subscriptionId()));
            assertThat(audited).extracting(AuditEntry::action).contains("role.create");
        }
    }

    @Test
    void shouldChooseAGroupAndLeaveAloneWhatASearchHides() {
        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, administrator())) {
            browser.page().navigate("/permissions");
            Locator leads = operation(browser, "Leads");

            leads.check();
            assertThat(summary(browser)).containsText("23 operations");
            assertThat(browser.page().locator("summary").filter(hasText(" in Leads$")))
                    .containsText("23 of 23");
            leads.uncheck();
            assertThat(summary(browser)).containsText("Nothing is chosen yet");

            search(browser).fill("leads read-only assets");
            leads.click();
            assertThat(summary(browser)).hasText("3 operations, 1 permission");
            assertThat(needed(browser)).containsText("Read-Only Assets");
            search(browser).fill("");
            assertThat(leads).not().isChecked();
            assertThat((Boolean) leads.evaluate("box => box.indeterminate")).isTrue();
            search(browser).fill("leads read-only assets");
            leads.click();
            assertThat(summary(browser)).containsText("Nothing is chosen yet");
            search(browser).fill("no such thing");
            assertThat(browser.page().getByText("No operation matches this search."))
                    .isVisible();
        }
    }

    @Test
    void shouldChooseByPastedCallsAndSayWhichLinesAreNotClear() {
        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH.narrow(), administrator())) {
            Page page = browser.page();
            page.navigate("/permissions?operation=getDailyUsageUsingGET");
            page.getByText("Paste calls").click();
            page.getByLabel("Calls, one in each line").fill("""
                    GET https://123-ABC-456.mktorest.com/rest/v1/lead/7.json?fields=id
                    POST /rest/asset/v1/email/7/approveDraft.json
                    /rest/v1/leads.json
                    GET /rest/v1/people.json
                    """);
            browser.button("Choose these").click();

            assertThat(page.locator("#calls-result")).isFocused();
            assertThat(page.locator("#calls-result"))
                    .containsText("2 operations were recognized and are chosen. 2 lines are not clear:");
            assertThat(page.locator(".unclear li")).hasText(new String[] {
                "Line 3: /rest/v1/leads.json can be called with DELETE or GET or POST."
                        + " Write which one before the path.",
                "Line 4: /rest/v1/people.json is no operation of the documented API."
            });
            assertThat(page.getByLabel("Calls, one in each line")).hasValue(Pattern.compile("people.json"));
            assertThat(summary(browser)).hasText("3 operations, 2 permissions");
            assertThat(needed(browser).locator("strong")).hasText(new String[] {"Approve Assets", "Read-Only Person"});
            assertThat(operation(browser, "GET /rest/v1/lead/{leadId}.json")).isChecked();
            browser.checkAccessibility();
        }
    }

    @Test
    void shouldKeepTheChoiceInTheAddressForReloadsAndOtherLanguages() {
        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH.dark(), administrator())) {
            Page page = browser.page();
            page.navigate("/permissions");
            search(browser).fill("describe2");
            operation(browser, "GET /rest/v1/leads/describe2.json").check();
            assertThat(page).hasURL(Pattern.compile("/permissions\\?operation=describeUsingGET_6$"));

            page.reload();
            assertThat(summary(browser)).hasText("1 operation, 1 permission");
            page.getByText("Email Templates", new Page.GetByTextOptions().setExact(true))
                    .click();
            assertThat(summary(browser)).hasText("14 operations, 3 permissions");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Language:")))
                    .click();
            browser.button("Deutsch").click();

            assertThat(page.locator("html")).hasAttribute("lang", "de");
            assertThat(summary(browser)).hasText("14 Operationen, 3 Berechtigungen");
            assertThat(operation(browser, "Email Templates")).isChecked();
            browser.checkAccessibility();
            browser.link("Neu beginnen").click();
            assertThat(summary(browser)).containsText("Noch ist nichts ausgewählt");
        }
    }

    @Test
    void shouldBeUsableByKeyboardAndShowARoleForAnAccessFile() {
        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, administrator())) {
            Page page = browser.page();
            page.navigate("/permissions");
            search(browser).focus();
            page.keyboard().type("fullcontent get");
            page.keyboard().press("Enter");
            browser.tabTo(operation(browser, "GET /rest/asset/v1/email/{id}/fullContent.json"));
            page.keyboard().press("Space");
            assertThat(finding(browser))
                    .containsText("getEmailFullContent asks for Read-Only Person too when it is called with leadId.");
            browser.tabTo(finding(browser).getByText("As an access file"));
            page.keyboard().press("Enter");

            assertThat(page.locator("#access-file"))
                    .hasText("roles:\n  - name: Integration\n    permissions:\n      - Read-Only Assets\n");
            assertThat(page.locator("#access-file")).isVisible();
            browser.checkAccessibility();
            browser.tabTo(browser.button("Copy As an access file"));
            page.keyboard().press("Enter");
            assertThat(page.locator("#access-file-copied")).hasText("Copied");
        }
    }

    @Test
    void shouldGrantNothingThatTheVisitorDoesNotHold() {
        Administrator manager = subscriptions.person(subscriptions.create().id(), Permission.ACCESS_ROLES);

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, manager)) {
            browser.page().navigate("/permissions?operation=getLeadByIdUsingGET&operation=nothing");
            browser.button("Create Role").click();
            browser.field("Role Name").fill("More");
            button(browser.dialog(), "Create").click();

            assertThat(browser.dialog().getByRole(AriaRole.ALERT))
                    .hasText("You cannot grant what you do not hold: Access API, Read-Only Person.");
            assertThat(permission(browser, "Read-Only Person")).isChecked();
        }
    }

    @Test
    void shouldRefuseWhoMayNotAccessRoles() {
        Administration person = Administration.signIn(
                subscriptions.person(subscriptions.create().id(), Permission.ACCESS_USERS));

        assertThat(person.open("/permissions").statusCode()).isEqualTo(403);
        assertThat(person.submit("/permissions", "operation", "syncLeadUsingPOST")
                        .statusCode())
                .isEqualTo(403);
        assertThat(person.submit("/permissions/calls", "calls", "GET /rest/v1/leads.json")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldTakeAllOperationsAndKeepThemOutOfAnAddressThatIsTooLong() {
        Administration admin = Administration.signIn(administrator());
        String[] all = Pattern.compile("name=\"operation\" value=\"(\\w+)\"")
                .matcher(admin.get("/permissions"))
                .results()
                .flatMap(found -> Stream.of("operation", found.group(1)))
                .toArray(String[]::new);

        HttpResponse<String> answer = admin.submit("/permissions", all);

        int operations = table.withToken().size();
        assertThat(operations).isGreaterThanOrEqualTo(367 + 3 - 2);
        assertThat(all).hasSize(2 * operations);
        assertThat(answer.body()).contains(operations + " operations, ");
        assertThat(answer.headers().firstValue("HX-Replace-Url")).contains("/permissions");
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

    private static Locator search(Browser browser) {
        return browser.page().getByLabel("Search operations");
    }

    /** The box of an operation or a group. */
    private static Locator operation(Browser browser, String name) {
        return browser.page()
                .locator("#operations")
                .getByRole(AriaRole.CHECKBOX, named(name).setIncludeHidden(true));
    }

    private static Locator permission(Browser browser, String label) {
        return browser.dialog().getByRole(AriaRole.CHECKBOX, named(label).setIncludeHidden(true));
    }

    private static Locator summary(Browser browser) {
        return browser.page().getByRole(AriaRole.STATUS).and(browser.page().locator("p"));
    }

    private static Locator finding(Browser browser) {
        return browser.page().locator("#finding");
    }

    private static Locator needed(Browser browser) {
        return browser.page().locator(".needed");
    }

    private static Locator.FilterOptions hasText(String pattern) {
        return new Locator.FilterOptions().setHasText(Pattern.compile(pattern));
    }
}
