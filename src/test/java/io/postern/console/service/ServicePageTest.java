package io.postern.console.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.customservice.SecretViewers;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Limits;
import io.postern.access.user.User;
import io.postern.console.launchpoint.CurlExample;
import io.postern.foundation.store.Store;
import io.postern.testing.Administration;
import io.postern.testing.Api;
import io.postern.testing.Browser;
import io.postern.testing.Browser.Setup;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of a service. */
@QuarkusTest
class ServicePageTest {
    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Store store;

    @Inject
    TestClock clock;

    @Test
    void shouldTellStateOwnerRolesSecretsCallsAndDenials() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON, Permission.READ_ONLY_ASSETS);
        String token = Api.token(integration);
        Api.get("/rest/v1/leads/describe.json", token);
        Api.post("/rest/v1/leads.json", token, "{}");

        try (Browser browser =
                Browser.signedIn(Setup.ENGLISH, subscriptions.administrator(integration.subscriptionId()))) {
            Page page = browser.page();
            page.navigate("/launchpoint");
            browser.link("Service of " + integration.login()).click();
            assertThat(page.locator("h1")).hasText("Service of " + integration.login());
            var main = page.locator("main");
            assertThat(main).containsText(integration.login());
            assertThat(main).containsText("Role of " + integration.login());
            assertThat(main).containsText("Read-Only Assets");
            assertThat(main).containsText("GET /rest/v1/leads/describe.json");
            assertThat(main)
                    .containsText(
                            "Needs Read-Write Person; role Role of " + integration.login() + " gives Read-Only Person");
            assertThat(page.locator("main")).not().containsText(integration.secret());
            browser.checkAccessibility();

            browser.button("Service Actions").click();
            browser.button("Disable").click();
            Browser.button(browser.dialog(), "Disable").click();
            assertThat(browser.dialog()).isHidden();
            assertThat(main).containsText("Disabled since");
            browser.checkAccessibility();

            browser.link("All denials").click();
            assertThat(page.locator("tbody tr")).hasCount(1);
        }
    }

    @Test
    void shouldTellWhatIsTakenOfItsOwnLimits() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        Integration other = subscriptions.integration(integration.subscriptionId(), Permission.READ_ONLY_PERSON);
        Administrator admin = subscriptions.administrator(integration.subscriptionId());
        String path = "/launchpoint/" + integration.serviceId();
        Api.get("/rest/v1/leads/describe.json", Api.token(integration));
        assertThat(Administration.signIn(admin).get(path))
                .contains("only the limits of the subscription hold")
                .doesNotContain("<meter");

        subscriptions.restrict(integration, new Limits(20, 8, 0), AllowList.OFF);
        Api.get("/rest/v1/leads/describe.json", Api.token(integration));
        Api.get("/rest/v1/leads/describe.json", Api.token(other));

        try (Browser browser = Browser.signedIn(Setup.ENGLISH, admin)) {
            Page page = browser.page();
            page.navigate(path);
            var gauges = page.locator(".gauges > div");
            assertThat(gauges).hasCount(3);
            assertThat(gauges.first()).containsText("2 of 20 (18 left)");
            assertThat(gauges.nth(1)).containsText("1 of 8 (7 left)");
            assertThat(page.locator(".figures tfoot td")).hasText("2");
            browser.checkAccessibility();
        }
    }

    @Test
    void shouldNameThoseAsPossibleViewersWhoCanRevealTheSecretAndNobodyElse() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        int subscription = integration.subscriptionId();
        List<Administrator> people = List.of(
                subscriptions.administrator(subscription),
                subscriptions.person(subscription, Permission.ACCESS_EVENT_PARTNERS),
                subscriptions.person(subscription, Permission.ACCESS_EVENT_PARTNERS, Permission.READ_ONLY_PERSON),
                subscriptions.person(subscription, Permission.READ_ONLY_PERSON));

        List<String> revealing = people.stream()
                .filter(person -> Administration.signIn(person)
                        .submit("/launchpoint/" + integration.serviceId() + "/secret")
                        .body()
                        .contains(integration.secret()))
                .map(Administrator::login)
                .toList();

        assertThat(revealing).hasSize(2);
        List<String> possible = store.with(handle -> SecretViewers.possible(
                        handle,
                        subscription,
                        CustomServiceStore.byId(handle, subscription, integration.serviceId())
                                .orElseThrow(),
                        clock.instant())
                .stream()
                .map(User::login)
                .toList());
        assertThat(possible).containsExactlyInAnyOrderElementsOf(revealing);
        assertThat(Administration.signIn(people.getFirst()).get("/launchpoint/" + integration.serviceId()))
                .contains(
                        people.getFirst().login() + " had the secret revealed",
                        people.get(2).login());
    }

    @Test
    void shouldGiveACurlThatWorksWhenPasted() throws Exception {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        ProcessBuilder pasted = new ProcessBuilder(
                "sh", "-c", CurlExample.of(Api.base(), integration.clientId().toString()));
        pasted.environment().put("CLIENT_SECRET", integration.secret());
        Process process = pasted.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(printed).contains("\"success\":true", integration.login());
        assertThat(CurlExample.of(Api.base(), integration.clientId().toString()))
                .doesNotContain(integration.secret());
    }

    @Test
    void shouldBeOpenToWhoMayOpenLaunchPointAndTellNothingOfOthersServices() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        String path = "/launchpoint/" + integration.serviceId();

        assertThat(Administration.signIn(subscriptions.person(integration.subscriptionId(), Permission.ACCESS_SOAP_API))
                        .open(path)
                        .statusCode())
                .isEqualTo(403);
        assertThat(Administration.signIn(subscriptions.administrator(
                                subscriptions.create().id()))
                        .open(path)
                        .statusCode())
                .isEqualTo(404);
    }
}
