package io.postern.insight.denials;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.Changes;
import io.postern.access.customservice.ClientSecrets;
import io.postern.access.customservice.CustomServices;
import io.postern.access.directory.DenialCause;
import io.postern.access.directory.DenialReason;
import io.postern.access.directory.Directories;
import io.postern.access.operation.Operations;
import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import io.postern.access.token.TokenRevocation;
import io.postern.access.user.Users;
import io.postern.foundation.store.Store;
import io.postern.foundation.wire.AddressRange;
import io.postern.testing.Api;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told of calls that were refused, by the real gate and the real token endpoint. */
@QuarkusTest
class DenialsTest {
    @Inject
    Store store;

    @Inject
    TestClock clock;

    @Inject
    Directories directories;

    @Inject
    Changes changes;

    @Inject
    CustomServices services;

    @Inject
    ClientSecrets secrets;

    @Inject
    TokenRevocation tokens;

    @Inject
    Users users;

    @Inject
    Denials shared;

    @Inject
    Operations operations;

    @Inject
    TestSubscriptions subscriptions;

    @Test
    void shouldNameTheMissingPermissionAndTheRolesThatDoNotGiveIt() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON, Permission.READ_ONLY_ASSETS);
        String token = Api.token(integration);

        Api.post("/rest/v1/leads.json", token, "{\"input\":[{\"email\":\"a@b.example\"}]}");
        String requestId = Api.post("/rest/v1/leads.json", token, "{}")
                .json()
                .path("requestId")
                .asText();

        Denial denial = only(integration);
        assertThat(denial.operation()).isEqualTo("syncLeadUsingPOST");
        assertThat(denial.address()).isEqualTo("127.0.0.1");
        assertThat(denial.code()).isEqualTo("603");
        assertThat(denial.login()).isEqualTo(integration.login());
        assertThat(denial.serviceName()).isEqualTo("Service of " + integration.login());
        assertThat(denial.calls()).isEqualTo(2);
        assertThat(denial.requestId()).isEqualTo(requestId);
        assertThat(denial.lastAt()).isEqualTo(clock.instant());
        assertThat(denial.why().cause())
                .isEqualTo(new DenialCause.PermissionMissing(RequiredPermissions.anyOf(Permission.READ_WRITE_PERSON)));
        assertThat(denial.why().roles())
                .containsExactly(new Explanation.HeldRole(
                        integration.roleId(), "Role of " + integration.login(), Set.of(Permission.READ_ONLY_PERSON)));
    }

    @Test
    void shouldTellTheRolesAsTheyWereWhenTheCallWasRefused() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_ASSETS);
        String token = Api.token(integration);
        Api.get("/rest/v1/leads/describe.json", token);
        shared.merge();

        changes.run(
                TestSubscriptions.TEST,
                integration.subscriptionId(),
                change -> users.assign(change, integration.userId(), Set.of()));
        Api.get("/rest/v1/leads/describe.json", token);

        assertThat(list(integration))
                .extracting(denial -> denial.why().roles().size())
                .containsExactlyInAnyOrder(1, 0);
    }

    @Test
    void shouldTellOfAnAddressThatIsNotOnTheAllowListAtTheApiAndAtTheTokenEndpoint() {
        Integration integration = subscriptions.integration(
                subscriptions
                        .create(Settings.named("Closed")
                                .with(AllowList.of(
                                        List.of(AddressRange.parse("127.0.0.1").orElseThrow()))))
                        .id(),
                Permission.READ_ONLY_PERSON);
        String token = Api.token(integration);

        try (var elsewhere = Api.from("127.0.0.7")) {
            Api.send(elsewhere, Api.request("/rest/v1/leads/describe.json").header("Authorization", "Bearer " + token));
            Api.send(elsewhere, Api.tokenRequest(integration.clientId(), integration.secret()));
        }

        assertThat(list(integration))
                .allSatisfy(denial -> {
                    assertThat(denial.address()).isEqualTo("127.0.0.7");
                    assertThat(denial.why().cause()).isEqualTo(new DenialCause.AddressNotAllowed(false));
                })
                .extracting(denial -> denial.operation() + " " + denial.code())
                .containsExactlyInAnyOrder("describeUsingGET_2 603", "identityUsingGET unauthorized");
    }

    @Test
    void shouldTellWhenASecretHasEndedAndWhoHasRotatedIt() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        changes.run(
                TestSubscriptions.TEST,
                integration.subscriptionId(),
                change -> secrets.rotate(change, integration.serviceId(), Duration.ofHours(1)));
        Instant end = micros(clock.instant().plus(Duration.ofHours(1)));
        clock.advance(Duration.ofHours(3));

        Api.send(Api.tokenRequest(integration.clientId(), integration.secret()));

        Denial denial = only(integration);
        assertThat(denial.code()).isEqualTo("invalid_client");
        assertThat(denial.why().cause().reason()).isEqualTo(DenialReason.SECRET_ENDED);
        assertThat(denial.why().since()).isEqualTo(end);
        assertThat(denial.why().by()).isEqualTo("test");
    }

    @Test
    void shouldTellThatASecretExpiredByItself() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        Instant end = micros(clock.instant().plus(Duration.ofHours(1)));
        changes.run(TestSubscriptions.TEST, integration.subscriptionId(), change -> {
            long secret = secrets.list(change.handle(), integration.subscriptionId(), integration.serviceId())
                    .getFirst()
                    .id();
            secrets.expire(change, integration.serviceId(), secret, end);
        });
        clock.advance(Duration.ofHours(2));

        Api.send(Api.tokenRequest(integration.clientId(), integration.secret()));

        assertThat(only(integration).why().since()).isEqualTo(end);
        assertThat(only(integration).why().by()).isEmpty();
    }

    @Test
    void shouldTellAWrongSecretAndTooManyOfThem() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);

        for (int attempts = 0; attempts < 12; attempts++) {
            Api.send(Api.tokenRequest(integration.clientId(), "wrong"));
        }

        assertThat(list(integration))
                .extracting(denial -> denial.why().cause().reason())
                .containsExactlyInAnyOrder(DenialReason.SECRET_WRONG, DenialReason.TOO_MANY_ATTEMPTS);
        assertThat(list(integration).stream().mapToLong(Denial::calls).sum()).isEqualTo(12);
    }

    @Test
    void shouldTellSinceWhenAndByWhomAServiceAUserAndATokenAreNoGood() {
        Integration service = subscriptions.integration(Permission.READ_ONLY_PERSON);
        Integration user = subscriptions.integration(Permission.READ_ONLY_PERSON);
        Integration token = subscriptions.integration(Permission.READ_ONLY_PERSON);
        List<Integration> all = List.of(service, user, token);
        List<String> texts = all.stream().map(Api::token).toList();
        Instant since = micros(clock.instant());
        changes.run(
                TestSubscriptions.TEST,
                service.subscriptionId(),
                change -> services.disable(change, service.serviceId()));
        changes.run(TestSubscriptions.TEST, user.subscriptionId(), change -> users.disable(change, user.userId()));
        changes.run(
                TestSubscriptions.TEST, token.subscriptionId(), change -> tokens.ofService(change, token.serviceId()));

        texts.forEach(text -> Api.get("/rest/v1/leads/describe.json", text));

        assertThat(all.stream().map(this::only))
                .allSatisfy(denial -> {
                    assertThat(denial.code()).isEqualTo("601");
                    assertThat(denial.why().since()).isEqualTo(since);
                    assertThat(denial.why().by()).isEqualTo("test");
                })
                .extracting(denial -> denial.why().cause().reason())
                .containsExactly(DenialReason.SERVICE_DISABLED, DenialReason.USER_DISABLED, DenialReason.TOKEN_REVOKED);
    }

    @Test
    void shouldTellATokenPastItsTimeAndOneInTheQuery() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        String token = Api.token(integration);

        Api.send(Api.request("/rest/v1/leads/describe.json?access_token=" + token));
        clock.advance(Duration.ofHours(2));
        Api.get("/rest/v1/leads/describe.json", token);

        assertThat(list(integration))
                .extracting(denial -> denial.code() + " " + denial.why().cause().reason())
                .containsExactly("602 TOKEN_EXPIRED", "600 TOKEN_IN_PARAMETERS");
    }

    @Test
    void shouldTellWhichLimitWasReached() {
        Integration integration = subscriptions.integration(
                subscriptions
                        .create(Settings.named("Limited").with(new Limits(0, 2, 0)))
                        .id(),
                Permission.READ_ONLY_PERSON);
        String token = Api.token(integration);

        for (int calls = 0; calls < 5; calls++) {
            Api.get("/rest/v1/leads/describe.json", token);
        }

        assertThat(only(integration).why().cause()).isEqualTo(new DenialCause.RateLimitExceeded(2, false));
        assertThat(only(integration).calls()).isEqualTo(3);
    }

    @Test
    void shouldTellThatItWasTheServicesOwnLimitAndAllowList() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        String token = Api.token(integration);
        AllowList local = AllowList.of(List.of(AddressRange.parse("127.0.0.1").orElseThrow()));
        changes.run(
                TestSubscriptions.TEST,
                integration.subscriptionId(),
                change -> services.restrict(change, integration.serviceId(), new Limits(0, 1, 0), local));

        Api.get("/rest/v1/leads/describe.json", token);
        Api.get("/rest/v1/leads/describe.json", token);
        try (var elsewhere = Api.from("127.0.0.7")) {
            Api.send(elsewhere, Api.request("/rest/v1/leads/describe.json").header("Authorization", "Bearer " + token));
            Api.send(elsewhere, Api.tokenRequest(integration.clientId(), integration.secret()));
        }

        assertThat(list(integration))
                .extracting(denial -> denial.why().cause())
                .containsExactlyInAnyOrder(
                        new DenialCause.RateLimitExceeded(1, true),
                        new DenialCause.AddressNotAllowed(true),
                        new DenialCause.AddressNotAllowed(true));
    }

    @Test
    void shouldSayNothingOfCallsThatAreNotRefusedOrOfNobody() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        String token = Api.token(integration);

        Api.get("/rest/v1/leads/describe.json", token);
        Api.get("/rest/v1/lead/1.json", token);
        Api.get("/rest/v1/leads/describe.json", "no token of anybody");

        assertThat(list(integration)).isEmpty();
    }

    @Test
    void shouldTakeTogetherWhatAFloodBringsAndLoseNoneOfIt() {
        Denials node = new Denials(store, operations, clock);
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);

        for (int caller = 0; caller < 1_000; caller++) {
            node.note(denied(integration, "192.0.2." + caller));
        }
        node.merge();

        List<Denial> rows = list(integration);
        assertThat(rows).hasSize(Denials.MOST_OF_A_SERVICE + 1);
        assertThat(rows.stream().mapToLong(Denial::calls).sum()).isEqualTo(1_000);
        assertThat(rows)
                .filteredOn(row -> row.address().isEmpty())
                .singleElement()
                .satisfies(together -> {
                    assertThat(together.operation()).isEmpty();
                    assertThat(together.calls()).isEqualTo(1_000 - Denials.MOST_OF_A_SERVICE);
                });
    }

    @Test
    void shouldAddUpWhatSeveralNodesHaveRefused() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        Denials one = new Denials(store, operations, clock);
        Denials other = new Denials(store, operations, clock);
        one.note(denied(integration, "192.0.2.1"));
        clock.advance(Duration.ofMinutes(1));
        other.note(denied(integration, "192.0.2.1"));

        other.merge();
        one.merge();

        Denial denial = only(integration);
        assertThat(denial.calls()).isEqualTo(2);
        assertThat(Duration.between(denial.firstAt(), denial.lastAt())).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void shouldFilterAndTakeTogether() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        Denials node = new Denials(store, operations, clock);
        node.note(denied(integration, "192.0.2.1"));
        node.note(denied(integration, "192.0.2.1"));
        node.note(denied(integration, "198.51.100.1"));
        node.merge();

        assertThat(shared.list(filter(integration, "198.51", Optional.empty()), 0, 10))
                .singleElement()
                .extracting(Denial::address)
                .isEqualTo("198.51.100.1");
        assertThat(shared.count(filter(integration, "", Optional.of(DenialReason.TOKEN_EXPIRED))))
                .isEqualTo(2);
        assertThat(shared.count(filter(integration, "", Optional.of(DenialReason.TOKEN_REVOKED))))
                .isZero();
        assertThat(shared.groups(filter(integration, "", Optional.empty()), DenialGroup.By.ADDRESS))
                .extracting(group -> group.key() + " " + group.calls())
                .containsExactly("192.0.2.1 2", "198.51.100.1 1");
    }

    @Test
    void shouldFindExactlyWhatHasAProperty() {
        Integration integration = subscriptions.integration();
        shared.note(denied(integration, "192.0.2.1"));
        shared.note(denied(integration, "192.0.2.10"));

        assertThat(shared.list(having(integration, DenialGroup.By.ADDRESS, "192.0.2.1"), 0, 10))
                .extracting(Denial::address)
                .containsExactly("192.0.2.1");
        assertThat(shared.count(having(integration, DenialGroup.By.CODE, "602")))
                .isEqualTo(2);
        assertThat(shared.count(having(integration, DenialGroup.By.CODE, "60"))).isZero();
        assertThat(shared.count(having(integration, DenialGroup.By.OPERATION, "getLeadsByFilterUsingGET")))
                .isEqualTo(2);
        assertThat(shared.count(having(integration, DenialGroup.By.USER, integration.login())))
                .isEqualTo(2);
    }

    @Test
    void shouldPassOverWhatALaterVersionHasWritten() {
        Integration integration = subscriptions.integration();
        shared.note(denied(integration, "192.0.2.1"));
        shared.note(denied(integration, "192.0.2.2"));
        shared.merge();

        store.useTransaction(handle -> handle.createUpdate("""
                        UPDATE denial SET why = '{"cause": {"reason": "NOT_KNOWN_YET"}, "roles": [], "by": ""}'
                         WHERE subscription_id = :subscription AND address = '192.0.2.1'
                        """)
                .bind("subscription", integration.subscriptionId())
                .execute());

        assertThat(list(integration)).extracting(Denial::address).containsExactly("192.0.2.2");
    }

    @Test
    void shouldForgetWhatIsLongAgo() {
        Integration integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
        Denials node = new Denials(store, operations, clock);
        node.note(denied(integration, "192.0.2.1"));
        node.merge();
        assertThat(list(integration)).hasSize(1);

        clock.advance(Duration.ofDays(31));
        node.forgetOld();

        long left = store.with(handle -> handle.createQuery("SELECT count(*) FROM denial WHERE subscription_id = :id")
                .bind("id", integration.subscriptionId())
                .mapTo(Long.class)
                .one());
        assertThat(left).isZero();
    }

    private DeniedCall denied(Integration integration, String address) {
        return new DeniedCall(
                directories.get(integration.subscriptionId()).orElseThrow(),
                integration.serviceId(),
                "getLeadsByFilterUsingGET",
                address,
                "602",
                new DenialCause.TokenExpired(),
                "request#1");
    }

    private Denial only(Integration integration) {
        List<Denial> all = list(integration);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private List<Denial> list(Integration integration) {
        return shared.list(filter(integration, "", Optional.empty()), 0, 1_000);
    }

    private DenialFilter having(Integration integration, DenialGroup.By of, String value) {
        return new DenialFilter(
                integration.subscriptionId(),
                clock.instant().minus(Denials.REMEMBERED),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.of(new DenialFilter.Property(of, value)));
    }

    private DenialFilter filter(Integration integration, String text, Optional<DenialReason> reason) {
        return new DenialFilter(
                integration.subscriptionId(),
                clock.instant().minus(Denials.REMEMBERED),
                text,
                reason,
                Optional.empty(),
                Optional.empty());
    }

    private static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
