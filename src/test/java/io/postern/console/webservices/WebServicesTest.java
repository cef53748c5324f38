package io.postern.console.webservices;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import io.postern.foundation.store.Store;
import io.postern.foundation.wire.AddressRange;
import io.postern.testing.Api;
import io.postern.testing.Browser;
import io.postern.testing.Browser.Setup;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebServicesTest {
    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Store store;

    @Inject
    TestClock clock;

    @Test
    void shouldShowAddressesLimitsAndHowMuchWasCalled() {
        int subscription = subscriptions.create().id();
        var admin = subscriptions.administrator(subscription);
        Integration crm = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
        Integration mail = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
        call(crm, 3);
        call(mail, 2);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            Page page = browser.page();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Web Services"))
                    .click();

            assertThat(page.getByLabel("Endpoint", exactly())).hasValue(Api.base() + "/rest");
            assertThat(page.getByLabel("Identity", exactly())).hasValue(Api.base() + "/identity");
            assertThat(fact(page, "Daily Request Limit")).hasText("50,000");
            assertThat(fact(page, "Requests today")).hasText("5 (49,995 left)");
            assertThat(fact(page, "State")).hasText("Disabled");
            assertThat(fact(page, "Requests in the Last 7 Days")).hasText("5");
            browser.checkAccessibility();

            browser.link("5").click();
            assertThat(page.locator("h1")).hasText("Usage");
        }
    }

    @Test
    void shouldSayThatSomeLimitsHoldForEachOfSeveralServers() {
        var admin = subscriptions.administrator(subscriptions.create().id());

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            Page page = browser.page();
            page.navigate("/webservices");
            assertThat(page.getByText("servers use this database")).hasCount(0);
            store.useTransaction(handle -> handle.createUpdate("INSERT INTO node VALUES (:id, :now)")
                    .bind("id", UUID.randomUUID())
                    .bind("now", clock.instant())
                    .execute());
            page.reload();

            assertThat(page.getByText("2 servers use this database")).isVisible();
            browser.checkAccessibility();
        } finally {
            store.useTransaction(handle -> handle.execute("DELETE FROM node"));
        }
    }

    @Test
    void shouldSayInGermanWhatIsLimitedAndRestricted() {
        int subscription = subscriptions
                .create(Settings.named("Acme")
                        .with(ZoneId.of("Europe/Berlin"))
                        .with(new Limits(0, 7, 0))
                        .with(AllowList.of(Stream.of("10.0.0.0/8", "192.0.2.7")
                                .map(AddressRange::parse)
                                .flatMap(Optional::stream)
                                .toList())))
                .id();
        var admin = subscriptions.administrator(subscription);

        try (Browser browser = Browser.signedIn(Setup.ENGLISH.in("de-DE").dark(), admin)) {
            Page page = browser.page();
            page.navigate("/webservices");

            assertThat(page.locator("h1")).hasText("Webdienste");
            assertThat(fact(page, "Tageslimit für Anfragen")).hasText("nicht begrenzt");
            assertThat(fact(page, "Ratenlimit")).hasText("7 Anfragen in je 20 Sekunden");
            assertThat(fact(page, "Status")).hasText("Aktiviert");
            assertThat(fact(page, "Zugelassene Adressen")).containsText("192.0.2.7");
            assertThat(fact(page, "Der Tag endet")).containsText("Europe/Berlin");
            assertThat(fact(page, "Anfragen in den letzten 7 Tagen")).hasText("0");
            browser.checkAccessibility();
        }
    }

    private static void call(Integration integration, int times) {
        String token = Api.token(integration);
        for (int calls = 0; calls < times; calls++) {
            Api.get("/rest/v1/leads/describe.json", token);
        }
    }

    private static Locator fact(Page page, String name) {
        return page.locator("dt:text-is(\"" + name + "\") + dd");
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }
}
