package io.postern.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotCaret;
import io.postern.access.Changes;
import io.postern.access.customservice.ClientSecrets;
import io.postern.access.permission.Caller;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.user.UserDetails;
import io.postern.foundation.store.Store;
import io.postern.insight.calls.LastCalls;
import io.postern.testing.Api;
import io.postern.testing.Browser;
import io.postern.testing.Browser.Setup;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every page, empty and full, narrow and in every language. With {@code -Dpostern.screenshots=FOLDER} it leaves pictures of
 * what it sees.
 */
@QuarkusTest
class PagesTest {
    private static final List<String> PAGES = List.of(
            "/users",
            "/roles",
            "/launchpoint",
            "/webservices",
            "/usage",
            "/denials",
            "/privileges/roles",
            "/housekeeping?what=SERVICES",
            "/housekeeping?what=SECRETS",
            "/housekeeping?what=USERS",
            "/housekeeping?what=ROLES",
            "/housekeeping?what=EXPIRING",
            "/housekeeping?what=TOKENS",
            "/permissions");
    private static final String CHOSEN = "?operation=syncLeadUsingPOST&operation=getDailyUsageUsingGET"
            + "&operation=getEmailFullContentUsingGET&operation=approveDraftUsingPOST_1&operation=getLeadFieldsUsingGET";
    private static final int MANY = 5000;

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    ClientSecrets secrets;

    @Inject
    Store store;

    @Inject
    LastCalls lastCalls;

    @Inject
    TestClock clock;

    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldFitANarrowWindowInEveryLanguage(Language language) {
        int subscription = subscriptions.create().id();
        Administrator admin = subscriptions.administrator(subscription);
        Integration integration = subscriptions.integration(subscription, Permission.READ_WRITE_PERSON);
        Api.get("/rest/v1/stats/usage.json", Api.token(integration));
        Api.send(Api.tokenRequest(integration.clientId(), "wrong"));
        Api.post(
                "/rest/v1/leads.json",
                Api.token(subscriptions.integration(subscription, Permission.READ_ONLY_PERSON)),
                "{}");
        changes.run(
                TestSubscriptions.TEST,
                subscription,
                change -> secrets.rotate(change, integration.serviceId(), ClientSecrets.DEFAULT_OVERLAP));

        lastCalls.served(caller(integration), "syncLeadUsingPOST", true, clock.instant());
        subscriptions.age(subscription, clock.instant().minus(Duration.ofDays(100)));

        for (Setup setup : List.of(
                Setup.ENGLISH.in(language.tag()).narrow(),
                Setup.ENGLISH.in(language.tag()).dark())) {
            try (Browser browser = Browser.signedIn(setup, admin)) {
                for (String path : pages(integration)) {
                    browser.page().navigate(path.equals("/permissions") ? path + CHOSEN : path);

                    assertThat(browser.page().locator("html")).hasAttribute("lang", language.tag());
                    assertThat(overflow(browser.page())).as(path).isZero();
                    assertThat(brokenWords(browser.page())).as(path).isEmpty();
                    if (setup.width() == Setup.ENGLISH.width() && path.equals("/launchpoint")) {
                        assertThat(scrolls(browser.page())).as(path).isFalse();
                    }
                    picture(browser.page(), path.replaceAll("/[0-9]+", "/one"), setup);
                    checkAccessibility(browser, setup, language);
                }
                for (String path : dialogs(integration)) {
                    browser.page().navigate(path.substring(0, path.indexOf('/', 1)));
                    browser.page().evaluate("path => htmx.ajax('GET', path, '#dialog')", path);
                    assertThat(browser.dialog()).isVisible();
                    assertThat(browser.dialog()
                                    .locator(".dialog-body")
                                    .evaluate("body => Math.max(0, body.scrollWidth - body.clientWidth)"))
                            .as(path)
                            .isEqualTo(0);
                    picture(browser.page(), path.replaceAll("[0-9]+/", ""), setup);
                    checkAccessibility(browser, setup, language);
                }
            }
        }
    }

    /** What depends on the language shows in a narrow window; the colours are those of all languages. */
    private static void checkAccessibility(Browser browser, Setup setup, Language language) {
        if (setup.width() < Setup.ENGLISH.width() || language == Language.ENGLISH) {
            browser.checkAccessibility();
        }
    }

    private static Caller.Service caller(Integration integration) {
        return new Caller.Service(
                integration.subscriptionId(),
                integration.serviceId(),
                "Service",
                integration.userId(),
                integration.login(),
                WorkspacePermissions.NONE,
                "192.0.2.1");
    }

    private static List<String> pages(Integration integration) {
        return Stream.concat(
                        PAGES.stream(),
                        Stream.of(
                                "/launchpoint/" + integration.serviceId(),
                                "/privileges/users",
                                "/privileges/services",
                                "/privileges/services/" + integration.serviceId()))
                .toList();
    }

    private static List<String> dialogs(Integration integration) {
        String service = "/launchpoint/" + integration.serviceId();
        String user = "/users/" + integration.userId();
        return List.of(
                "/webservices/ip-restrictions",
                service + "/details",
                service + "/secrets",
                service + "/secrets/cancel",
                service + "/limits",
                service + "/disable",
                service + "/enable",
                service + "/revoke",
                user + "/edit",
                user + "/disable",
                user + "/enable");
    }

    @Test
    void shouldSayOnEmptyPagesWhatToDoNext() {
        Administrator admin = subscriptions.administrator(subscriptions.create().id());

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            for (String path : PAGES) {
                browser.page().navigate(path);
                picture(browser.page(), path + "-empty", Setup.ENGLISH);
                browser.checkAccessibility();
            }
        }
    }

    @Test
    void shouldPageSortAndFilterThousands() {
        int subscription = subscriptions.create().id();
        Administrator admin = subscriptions.administrator(subscription);
        int role = subscriptions
                .integration(subscription, Permission.READ_ONLY_PERSON)
                .roleId();
        fill(subscription, role);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            Page page = browser.page();
            page.navigate("/users");
            assertThat(page.locator(".pager")).containsText("1–50 of 5,002");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Next page"))
                    .click();
            assertThat(page.locator(".pager")).containsText("51–100 of 5,002");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Last Name"))
                    .click();
            assertThat(page.locator("th[aria-sort=ascending]")).containsText("Last Name");
            assertThat(page.locator("tbody tr").first()).containsText("Admin");
            page.getByLabel("Filter").fill("number0499");
            assertThat(page.locator("tbody tr")).hasCount(10);
            assertThat(page.locator("th[aria-sort=ascending]")).containsText("Last Name");
            assertThat(page.locator("tbody tr").first()).containsText("number04990@");
            page.getByLabel("Filter").fill("number04999@");
            assertThat(page.locator("tbody tr")).hasCount(1);
            assertThat(page).hasURL(java.util.regex.Pattern.compile(".*filter=number04999.*"));
            page.getByLabel("Filter").fill("nobody at all");
            assertThat(page.locator("#list")).containsText("No user matches this filter.");

            page.navigate("/roles");
            assertThat(page.getByRole(AriaRole.ROW)
                            .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("5,001")))
                    .isVisible();
            page.navigate("/launchpoint?new=true");
            assertThat(browser.dialog().locator("option"))
                    .hasCount(MANY + 1 /* the integration's */ + 1 /* Custom */ + 1 /* none yet */);
            page.navigate("/webservices");
            assertThat(page.locator("h1")).isVisible();
        }
    }

    /** The pictures of the README. */
    @Test
    void shouldShowASmallCompanyAsItIs() {
        int subscription = subscriptions
                .create(io.postern.access.subscription.Settings.named("Acme"))
                .id();
        Administrator admin = subscriptions.administrator(subscription);
        Integration crm = null;
        int calls = 9;
        for (String name : List.of("Reporting", "Newsletter", "CRM Sync")) {
            crm = integration(subscription, name);
            String token = Api.token(crm);
            for (int call = 0; call < calls; call++) {
                Api.get("/rest/v1/leads/describe.json", token);
            }
            calls += 14;
        }

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            Page page = browser.page();
            page.navigate("/users");
            assertThat(page.locator("tbody tr")).hasCount(4);
            assertThat(brokenWords(page)).isEmpty();
            assertThat(scrolls(page)).as("columns lie behind the actions").isFalse();
            picture(page, "/users-acme", Setup.ENGLISH);
            page.navigate("/usage");
            assertThat(page.locator("tfoot td").last()).hasText("69");
            picture(page, "/usage-acme", Setup.ENGLISH);
            page.navigate("/launchpoint?service="
                    + java.util.Objects.requireNonNull(crm).serviceId());
            browser.dialog()
                    .getByRole(
                            AriaRole.BUTTON,
                            new com.microsoft.playwright.Locator.GetByRoleOptions().setName("Get Token"))
                    .click();
            assertThat(browser.dialog()
                            .getByLabel(
                                    "Access Token",
                                    new com.microsoft.playwright.Locator.GetByLabelOptions().setExact(true)))
                    .hasValue(java.util.regex.Pattern.compile(".+:pn"));
            picture(page, "/service-acme", Setup.ENGLISH);
        }
    }

    private Integration integration(int subscription, String name) {
        String login =
                name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-') + "@s" + subscription + ".acme.example";
        return subscriptions.integration(
                subscription,
                name,
                name,
                new UserDetails(login, name, "Integration", "", null),
                Permission.READ_ONLY_PERSON);
    }

    /** Adds users who hold a role, past the services of access, for their number alone matters here. */
    private void fill(int subscription, int role) {
        store.useTransaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO user_account (subscription_id, login, email, first_name, last_name, api_only, reason,
                                                      created_at, updated_at)
                            SELECT :subscription, login, login, 'Number', 'Of ' || n, true, '', at, at
                              FROM (SELECT n, 'number' || lpad(n::text, 5, '0') || '@s' || :subscription || '.example' AS login,
                                           timestamptz '2026-01-01 00:00:00+00' + n * interval '1 minute' AS at
                                      FROM generate_series(1, :many) AS n) AS made
                            """)
                    .bind("subscription", subscription)
                    .bind("many", MANY)
                    .execute();
            handle.createUpdate("""
                            INSERT INTO user_role (subscription_id, user_id, role_id, workspace_id)
                            SELECT subscription_id, id, :role, 0 FROM user_account
                             WHERE subscription_id = :subscription AND first_name = 'Number'
                            """)
                    .bind("subscription", subscription)
                    .bind("role", role)
                    .execute();
        });
    }

    /** By how many pixels the page is wider than the window. */
    private static int overflow(Page page) {
        return (int) page.evaluate("() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)");
    }

    /** The words in tables that go on in another line. Addresses of people may: nobody can say where they end. */
    private static List<?> brokenWords(Page page) {
        return (List<?>) page.evaluate("""
                () => {
                  const broken = [];
                  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
                  while (texts.nextNode()) {
                    const text = texts.currentNode;
                    if (!text.parentElement.closest('th, td')) continue;
                    for (const word of text.data.matchAll(/(?<![^\\s-])[^\\s@-]+(?![^\\s-])/g)) {
                      const range = document.createRange();
                      range.setStart(text, word.index);
                      range.setEnd(text, word.index + word[0].length);
                      if (new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1) broken.push(word[0]);
                    }
                  }
                  return broken;
                }
                """);
    }

    /** Whether the page's table is wider than its place. */
    private static boolean scrolls(Page page) {
        return (boolean) page.locator(".table-scroll").evaluate("box => box.scrollWidth > box.clientWidth");
    }

    private static void picture(Page page, String name, Setup setup) {
        String folder = System.getProperty("postern.screenshots", "");
        if (!folder.isEmpty()) {
            String file = name.substring(1).replace('/', '-') + "-" + setup.locale() + "-" + setup.width() + "-"
                    + setup.colors().name().toLowerCase(java.util.Locale.ROOT) + ".png";
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, file))
                    // otherwise a style is put into the page, which the pages forbid
                    .setCaret(ScreenshotCaret.INITIAL));
        }
    }
}
