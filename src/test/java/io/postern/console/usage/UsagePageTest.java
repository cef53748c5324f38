package io.postern.console.usage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.postern.access.Changes;
import io.postern.access.customservice.CustomServices;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import io.postern.access.user.UserDetails;
import io.postern.foundation.store.Store;
import io.postern.testing.Administration;
import io.postern.testing.Api;
import io.postern.testing.Browser;
import io.postern.testing.Browser.Setup;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The page Usage, with calls that went through the gate. */
@QuarkusTest
class UsagePageTest {
    private static final String DESCRIBE = "/rest/v1/leads/describe.json";

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Changes changes;

    @Inject
    CustomServices services;

    @Inject
    Store store;

    @Inject
    TestClock clock;

    @Test
    void shouldShowCallsOfTheGateInEachDimension() {
        int subscription = subscriptions.create().id();
        Integration crm = integration(subscription, "CRM Sync");
        Integration mail = integration(subscription, "Newsletter");
        String token = Api.token(crm);
        Api.get(DESCRIBE, token);
        Api.get("/rest/v1/stats/usage.json", token);
        Api.post("/rest/v1/leads.json", token, "{}");
        Api.get("/rest/v1/lead/1.json", Api.token(mail));
        Api.get(DESCRIBE, "nonsense");

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, subscriptions.administrator(subscription))) {
            Page page = browser.page();
            browser.link("Usage").click();
            assertThat(gauge(page, "Calls today")).containsText("4 of 50,000 (49,996 left)");
            assertThat(gauge(page, "Calls in the last 20 seconds")).containsText("4 of 100 (96 left)");
            assertThat(gauge(page, "Calls in flight now")).containsText("0 of 10 (10 left)");
            assertThat(gauge(page, "The day ends")).containsText("America/Chicago");
            assertThat(page.locator("main")).not().containsText("on this server");
            assertThat(page.locator("svg.chart")).containsText("4 calls in 7 days");
            assertThat(figures(page).first()).containsText("CRM Sync");
            assertThat(cells(page, "CRM Sync").last()).hasText("3");
            assertThat(cells(page, "CRM Sync")).hasCount(8);
            assertThat(cells(page, "Newsletter").last()).hasText("1");
            assertThat(page.locator("tfoot td").last()).hasText("4");
            assertThat(page.locator(".slowest tbody tr")).hasCount(3);
            assertThat(page.locator(".slowest tbody tr").first()).containsText("≤ ");
            browser.checkAccessibility();

            page.getByLabel("By").selectOption("USER");
            assertThat(cells(page, crm.login()).last()).hasText("3");
            page.getByLabel("By").selectOption("GROUP");
            assertThat(cells(page, "Usage").last()).hasText("1");
            assertThat(cells(page, "Leads").last()).hasText("2");
            page.getByLabel("By").selectOption("OPERATION");
            assertThat(cells(page, "GET /rest/v1/lead/{leadId}.json").last()).hasText("1");
            assertThat(page.locator("tfoot td").last()).hasText("3");
            assertThat(page.locator(".table-note")).containsText("may differ");
            page.getByLabel("By").selectOption("ERROR");
            assertThat(cells(page, "603").last()).hasText("1");
            assertThat(figures(page)).hasCount(1);
            assertThat(figures(page)).containsText("Access denied");
            page.getByLabel("Period").selectOption("TODAY");
            assertThat(cells(page, "603")).hasCount(2);
            browser.checkAccessibility();
        }
    }

    @Test
    void shouldFilterSortAndDownloadByKeyboard() throws IOException {
        int subscription = subscriptions.create().id();
        Integration crm = integration(subscription, "=CRM, \"Sync\"");
        Integration mail = integration(subscription, "Newsletter");
        Api.get(DESCRIBE, Api.token(crm));
        Api.get(DESCRIBE, Api.token(mail));
        Api.get(DESCRIBE, Api.token(mail));

        try (Browser browser = Browser.signedIn(Setup.ENGLISH.dark(), subscriptions.administrator(subscription))) {
            Page page = browser.page();
            page.navigate("/usage");
            assertThat(figures(page).first()).containsText("Newsletter");
            browser.tabTo(page.locator("#sort-NAME"));
            page.keyboard().press("Enter");
            assertThat(page.locator("th[aria-sort=ascending]")).containsText("Service");
            assertThat(figures(page).first()).containsText("=CRM");
            page.locator("#filter").focus();
            page.keyboard().type("crm");
            assertThat(figures(page)).hasCount(1);
            assertThat(page.locator("tfoot td").last()).hasText("1");
            browser.tabTo(page.locator("#download"));
            Download download = page.waitForDownload(() -> page.keyboard().press("Enter"));

            LocalDate today = today();
            assertThat(download.suggestedFilename())
                    .matches("usage-[A-Z0-9-]+-" + today.minusDays(6) + "-" + today + "-service\\.csv");
            assertThat(records(Files.readString(download.path())))
                    .singleElement()
                    .satisfies(record -> assertThat(record.getFieldsAsMap())
                            .containsEntry("date", today.toString())
                            .containsEntry("service_id", Long.toString(crm.serviceId()))
                            .containsEntry("service_name", "'=CRM, \"Sync\"")
                            .containsEntry("user_login", crm.login())
                            .containsEntry("calls", "1"));
            page.locator("#filter").fill("nothing like it");
            assertThat(page.locator("#list")).containsText("Nothing matches this filter.");
        }
    }

    @Test
    void shouldGiveAsCsvWhatThePageShowsOnAllItsPages() {
        int subscription = subscriptions.create().id();
        fill(subscription, 1000, 30);
        Administration admin = Administration.signIn(subscriptions.administrator(subscription));

        HttpResponse<String> csv = admin.open("/usage/usage.csv?period=MONTH&by=USER&filter=n99");

        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8; header=present");
        assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"usage-")
                .endsWith("-user.csv\"");
        List<NamedCsvRecord> records = records(csv.body());
        assertThat(records).hasSize((1 + 10) * 30);
        assertThat(records.getFirst().getField("date"))
                .isEqualTo(today().minusDays(29).toString());
        assertThat(records.getFirst().getHeader()).containsExactlyInAnyOrder("date", "user_id", "user_login", "calls");
        assertThat(records(admin.open("/usage/usage.csv?period=X&by=Y").body())).hasSize(1000 * 7);
    }

    @Test
    void shouldPageThroughAThousandServicesAndThirtyDays() {
        int subscription = subscriptions.create().id();
        fill(subscription, 1000, 30);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, subscriptions.administrator(subscription))) {
            Page page = browser.page();
            page.navigate("/usage?period=MONTH");
            assertThat(figures(page)).hasCount(50);
            assertThat(figures(page).first()).containsText("Service 1000");
            assertThat(cells(page, "Service 1000")).hasCount(31);
            assertThat(page.locator("tfoot td").last()).hasText("15,015,000");
            assertThat(page.locator(".pager")).containsText("1–50 of 1,000");
            assertThat(page.locator(".chart-bar")).hasCount(30);
            assertThat(page.locator(".chart-day")).hasCount(5);
            assertThat(page.locator(".chart-number")).hasCount(1);
            Locator name = figures(page).first().locator("th");
            double before = name.boundingBox().x;
            assertThat(page.locator(".table-scroll")
                            .first()
                            .evaluate("box => { box.scrollLeft = 300; return box.scrollLeft; }"))
                    .isEqualTo(300);
            assertThat(name.boundingBox().x).isEqualTo(before);
            browser.checkAccessibility();

            browser.link("Next page").click();
            assertThat(figures(page).first()).containsText("Service 950");
            page.getByLabel("Filter").fill("service 7");
            assertThat(page.locator(".pager")).containsText("1–50 of 111");
        }
    }

    @Test
    void shouldTellTheSlowestOperationsOfThePeriodThatIsChosen() {
        int subscription = subscriptions.create().id();
        store.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO api_operation (subscription_id, day, operation, duration_class, calls)
                        VALUES (:subscription, CAST(:today AS date) - 10, 'GET /rest/v1/unknown.json', 8, 3)
                        """)
                .bind("subscription", subscription)
                .bind("today", today())
                .execute());

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, subscriptions.administrator(subscription))) {
            Page page = browser.page();
            page.navigate("/usage?by=GROUP");
            assertThat(page.locator("#slowest-card")).containsText("No operation was called");
            page.getByLabel("Period").selectOption("MONTH");
            assertThat(page.locator("#slowest-card")).containsText("GET /rest/v1/unknown.json");
            assertThat(page.locator("#slowest-card")).containsText("≤ 5 s");
            assertThat(figures(page)).containsText("/rest/v1/unknown.json");
        }
    }

    @Test
    void shouldLinkToWhatIsThereAndMayBeOpened() {
        int subscription = subscriptions.create().id();
        Integration crm = integration(subscription, "CRM Sync");
        Integration gone = integration(subscription, "Newsletter");
        Api.get(DESCRIBE, Api.token(crm));
        Api.get(DESCRIBE, Api.token(gone));
        changes.run(TestSubscriptions.TEST, subscription, change -> services.delete(change, gone.serviceId()));

        Administration admin = Administration.signIn(subscriptions.administrator(subscription));
        assertThat(admin.get("/usage"))
                .contains("Newsletter", "/launchpoint/" + crm.serviceId() + "\"")
                .doesNotContain("/launchpoint/" + gone.serviceId() + "\"");
        assertThat(admin.get("/usage?by=USER")).contains("/users?user=" + crm.userId() + "\"");
        Administration person = Administration.signIn(subscriptions.person(subscription, Permission.ACCESS_SOAP_API));
        assertThat(person.get("/usage")).contains("CRM Sync").doesNotContain("/launchpoint/");
        assertThat(person.get("/usage?by=USER")).contains(crm.login()).doesNotContain("/users?user=");
    }

    @Test
    void shouldSayWhatIsNotLimitedAndWhatHoldsOnThisServerOnly() {
        int subscription = subscriptions
                .create(Settings.named("Acme").with(new Limits(0, 0, 5)))
                .id();
        Api.get(DESCRIBE, Api.token(integration(subscription, "CRM Sync")));

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, subscriptions.administrator(subscription))) {
            Page page = browser.page();
            store.useTransaction(handle -> handle.createUpdate("INSERT INTO node VALUES (:id, :now)")
                    .bind("id", UUID.randomUUID())
                    .bind("now", clock.instant())
                    .execute());
            page.navigate("/usage");

            assertThat(gauge(page, "Calls today")).containsText("1 (not limited)");
            assertThat(gauge(page, "Calls in the last 20 seconds (on this server)")
                            .locator("dd"))
                    .hasText("not limited");
            assertThat(gauge(page, "Calls in flight now (on this server)")).containsText("0 of 5 (5 left)");
            assertThat(page.getByText("2 servers use this database")).isVisible();
            browser.checkAccessibility();
        } finally {
            store.useTransaction(handle -> handle.execute("DELETE FROM node"));
        }
    }

    @Test
    void shouldSayWhatToDoWhereNothingWasCalled() {
        try (Browser browser = Browser.signedIn(
                Setup.ENGLISH.narrow(),
                subscriptions.administrator(subscriptions.create().id()))) {
            Page page = browser.page();
            page.navigate("/usage?by=USER");
            assertThat(page.locator("#list")).containsText("No calls in this period");
            assertThat(page.locator("#list")).containsText("press Get Token");
            assertThat(page.locator("#slowest-card")).containsText("No operation was called");
            page.getByLabel("By").selectOption("ERROR");
            assertThat(page.locator("#list")).containsText("No errors in this period");
            browser.checkAccessibility();
        }
    }

    @Test
    void shouldShowFiguresOfOnesOwnSubscriptionAndOnlyToWhoMay() {
        Integration crm = integration(subscriptions.create().id(), "CRM Sync");
        Api.get(DESCRIBE, Api.token(crm));
        Api.post("/rest/v1/leads.json", Api.token(crm), "{}");

        Administration own = Administration.signIn(subscriptions.administrator(crm.subscriptionId()));
        Administration other = Administration.signIn(
                subscriptions.administrator(subscriptions.create().id()));
        for (Dimension by : Dimension.values()) {
            assertThat(own.get("/usage/usage.csv?by=" + by).lines()).hasSize(2);
            assertThat(other.get("/usage/usage.csv?by=" + by).lines()).hasSize(1);
            assertThat(other.get("/usage?by=" + by)).contains("in this period");
        }
        Administration person = Administration.signIn(
                subscriptions.person(crm.subscriptionId(), Permission.ACCESS_ROLES, Permission.ACCESS_EVENT_PARTNERS));
        assertThat(person.open("/usage").statusCode()).isEqualTo(403);
        assertThat(person.open("/usage/usage.csv").statusCode()).isEqualTo(403);
    }

    private Integration integration(int subscription, String name) {
        String login = subscriptions.login();
        return subscriptions.integration(
                subscription,
                "Role of " + login,
                name,
                new UserDetails(login, "Inte", "Gration", "", null),
                Permission.READ_ONLY_PERSON);
    }

    /** Adds calls of many services as if they had been counted, for their number alone matters. */
    private void fill(int subscription, int many, int days) {
        store.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO api_usage (subscription_id, day, user_id, service_id, login, service_name, calls)
                        SELECT :subscription, CAST(:today AS date) - d, n, n, 'n' || n || '@x.example', 'Service ' || n, n
                          FROM generate_series(1, :many) AS n, generate_series(0, :days - 1) AS d
                        """)
                .bind("subscription", subscription)
                .bind("today", today())
                .bind("many", many)
                .bind("days", days)
                .execute());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Settings.DEFAULT_TIME_ZONE);
    }

    private static List<NamedCsvRecord> records(String csv) {
        return CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
    }

    private static Locator gauge(Page page, String label) {
        return page.locator(".gauges > div").filter(new Locator.FilterOptions().setHasText(label));
    }

    private static Locator figures(Page page) {
        return page.locator("table.usage tbody tr");
    }

    private static Locator cells(Page page, String subject) {
        return figures(page)
                .filter(new Locator.FilterOptions().setHasText(subject))
                .locator("td");
    }
}
