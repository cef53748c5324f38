package io.postern.insight.advice;

import static io.postern.access.permission.Permission.ACCESS_API;
import static io.postern.access.permission.Permission.ACCESS_USERS;
import static io.postern.access.permission.Permission.ACCESS_USER_MANAGEMENT_API;
import static io.postern.access.permission.Permission.APPROVE_ASSETS;
import static io.postern.access.permission.Permission.READ_ONLY_ACTIVITY;
import static io.postern.access.permission.Permission.READ_ONLY_ASSETS;
import static io.postern.access.permission.Permission.READ_ONLY_PERSON;
import static io.postern.access.permission.Permission.READ_WRITE_ASSETS;
import static io.postern.access.permission.Permission.READ_WRITE_PERSON;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.operation.Operation;
import io.postern.access.operation.OperationTable;
import io.postern.access.operation.Operations;
import io.postern.access.permission.Permission;
import io.postern.testing.Cases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PermissionUseTest {
    private static final Operations CATALOG = new Operations(OperationTable.read());
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant MONTH_AGO = NOW.minus(Duration.ofDays(30));

    @Test
    void shouldSayWhenAndByWhatAPermissionWasLastNeeded() {
        PermissionUse use = use(
                Permission.withAncestors(Set.of(READ_ONLY_PERSON, READ_WRITE_PERSON, APPROVE_ASSETS)),
                served("GET", "/rest/v1/leads.json", 3),
                served("POST", "/rest/v1/leads.json", 2),
                served("GET", "/rest/v1/leads/describe.json", 1));

        assertThat(use.judged()).containsExactly(APPROVE_ASSETS, READ_ONLY_PERSON, READ_WRITE_PERSON);
        assertThat(use.neededBy(READ_ONLY_PERSON))
                .extracting(one -> one.operation().path())
                .containsExactly("/rest/v1/leads/describe.json", "/rest/v1/leads.json");
        assertThat(use.lastNeeded(READ_ONLY_PERSON)).contains(NOW.minus(Duration.ofDays(1)));
        assertThat(use.lastNeeded(READ_WRITE_PERSON)).contains(NOW.minus(Duration.ofDays(2)));
        assertThat(use.lastNeeded(APPROVE_ASSETS)).isEmpty();
        assertThat(use.lastServed()).contains(NOW.minus(Duration.ofDays(1)));
        assertThat(use.unneeded(MONTH_AGO)).containsExactly(APPROVE_ASSETS);
    }

    @Test
    void shouldTakeAPermissionForNeededUntilThePeriodIsOver() {
        PermissionUse use = use(Set.of(ACCESS_API, READ_ONLY_PERSON), served("GET", "/rest/v1/leads.json", 30));

        assertThat(use.unneeded(MONTH_AGO)).isEmpty();
        assertThat(use.smallest(MONTH_AGO)).containsExactly(READ_ONLY_PERSON);
        assertThat(use.unneeded(MONTH_AGO.plusSeconds(1))).containsExactly(READ_ONLY_PERSON);
        assertThat(use.smallest(MONTH_AGO.plusSeconds(1))).isEmpty();
    }

    @Test
    void shouldProposeReadOnlyWhereNothingIsWritten() {
        PermissionUse use =
                use(Set.of(ACCESS_API, READ_WRITE_PERSON, READ_WRITE_ASSETS), served("GET", "/rest/v1/leads.json", 1));

        assertThat(use.lastNeeded(READ_WRITE_PERSON)).isPresent();
        assertThat(use.unneeded(MONTH_AGO)).containsExactly(READ_WRITE_ASSETS);
        assertThat(use.smallest(MONTH_AGO)).containsExactly(READ_ONLY_PERSON);
        assertThat(use.tightened(MONTH_AGO)).containsExactlyInAnyOrder(ACCESS_API, READ_ONLY_PERSON);
    }

    @Test
    void shouldKeepInARoleWhatIsForPeople() {
        PermissionUse use = use(
                Permission.withAncestors(Set.of(READ_ONLY_PERSON, READ_ONLY_ASSETS, Permission.IMPORT_PROGRAM)),
                served("GET", "/rest/v1/leads.json", 1));

        assertThat(use.judged()).doesNotContain(Permission.IMPORT_PROGRAM);
        assertThat(use.tightened(MONTH_AGO))
                .isEqualTo(Permission.withAncestors(Set.of(READ_ONLY_PERSON, Permission.IMPORT_PROGRAM)));
        assertThat(use.smallest(MONTH_AGO)).containsExactly(READ_ONLY_PERSON);
    }

    @Test
    void shouldProposeEverythingThatIsAskedForTogether() {
        PermissionUse use = use(
                Permission.withAncestors(Set.of(ACCESS_USER_MANAGEMENT_API, ACCESS_USERS, READ_ONLY_PERSON)),
                served("GET", "/userservice/management/v1/users/allusers.json", 1));

        assertThat(use.smallest(MONTH_AGO)).containsExactly(ACCESS_USER_MANAGEMENT_API, ACCESS_USERS);
    }

    @Test
    void shouldTakeForNeededWhatAParameterMayAskFor() {
        Operation more = CATALOG.withToken().stream()
                .filter(operation -> operation.further().isPresent())
                .findFirst()
                .orElseThrow();
        Permission further = more.further().orElseThrow().permission();
        PermissionUse use = new PermissionUse.Reader()
                .read(
                        Permission.withAncestors(Set.of(further, READ_ONLY_ASSETS, READ_ONLY_ACTIVITY)),
                        List.of(new ServedOperation(more, NOW)));

        assertThat(use.lastNeeded(further)).contains(NOW);
    }

    @Test
    void shouldServeTheSameCallsWithTheProposal() {
        List<Permission> all = List.of(Permission.values());
        Cases.run(
                300,
                given -> checkTheProposal(
                        Permission.withAncestors(given.someOf(all, 20)), given.someOf(CATALOG.withToken(), 20)));
    }

    private static void checkTheProposal(Set<Permission> granted, List<Operation> called) {
        PermissionUse use = new PermissionUse.Reader()
                .read(
                        granted,
                        called.stream()
                                .map(operation -> new ServedOperation(operation, NOW))
                                .toList());

        Set<Permission> tightened = use.tightened(MONTH_AGO);

        assertThat(called)
                .allMatch(operation -> operation.permissions().satisfiedBy(granted)
                        == operation.permissions().satisfiedBy(tightened));
        assertThat(tightened)
                .allMatch(permission -> permission.satisfiedBy().stream().anyMatch(granted::contains));
    }

    private static PermissionUse use(Set<Permission> granted, ServedOperation... served) {
        return new PermissionUse.Reader().read(granted, Stream.of(served).toList());
    }

    private static ServedOperation served(String method, String path, int daysAgo) {
        return new ServedOperation(
                CATALOG.table().ofRoute(method, path).orElseThrow(), NOW.minus(Duration.ofDays(daysAgo)));
    }
}
