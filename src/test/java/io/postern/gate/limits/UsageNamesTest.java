package io.postern.gate.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.directory.Directory;
import io.postern.access.permission.Caller;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.subscription.Settings;
import io.postern.foundation.store.Store;
import io.postern.foundation.store.TestStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Under whose login calls are counted, of users who are gone by now. */
class UsageNamesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final long SERVICE = 7;
    private static final Caller.Service FORMER = caller(1, "former");
    private static final Caller.Service PRESENT = caller(2, "present");

    private final Store store = TestStore.store();
    private final int subscription = TestStore.subscription().id();
    private final Directory before = directory(1);
    private final Directory after = directory(2);
    private final LocalDate today = before.day(NOW);

    @Test
    void shouldTellWhoseTheCallsOfAMovedServiceWere() {
        Usage node = node();
        node.count(before, FORMER, NOW);
        node.count(after, PRESENT, NOW);
        // decided on before the move, admitted after it
        node.count(before, FORMER, NOW);
        assertThat(logins(node)).isEqualTo(Map.of("former", 2L, "present", 1L));

        node.merge();

        assertThat(written()).isEqualTo(Map.of(1L, "former", 2L, "present"));
        assertThat(logins(node)).isEqualTo(Map.of("former", 2L, "present", 1L));
        assertThat(logins(node())).isEqualTo(Map.of("former", 2L, "present", 1L));
    }

    @Test
    void shouldTellWhoseTheCallsWereThatAnotherNodeHasCounted() {
        Usage other = node();
        other.count(before, FORMER, NOW);
        other.merge();
        Usage node = node();
        node.count(after, PRESENT, NOW);

        node.merge();

        assertThat(written()).isEqualTo(Map.of(1L, "former", 2L, "present"));
        assertThat(logins(node)).isEqualTo(Map.of("former", 1L, "present", 1L));
    }

    @Test
    void shouldKeepTheLatestLoginAlsoWhenACallOfTheTimeBeforeIsCountedAfterIt() {
        Usage node = node();
        node.count(before, caller(1, "once"), NOW);
        node.count(after, caller(1, "now"), NOW);
        node.count(before, caller(1, "once"), NOW);

        node.merge();

        assertThat(written()).isEqualTo(Map.of(1L, "now"));
    }

    @Test
    void shouldTakeTheLoginOfACallForThatOfTheDatabase() {
        Usage other = node();
        other.count(before, caller(1, "once"), NOW);
        other.merge();
        Usage node = node();
        node.count(after, caller(1, "now"), NOW);

        node.merge();

        assertThat(written()).isEqualTo(Map.of(1L, "now"));
    }

    /** A node that has just been started. */
    private Usage node() {
        Usage usage = new Usage(store, subscription -> NOW);
        usage.load(before);
        return usage;
    }

    /** The calls of the day by login, as a node knows them. */
    private Map<String, Long> logins(Usage node) {
        return node.today(after).users().stream()
                .collect(Collectors.toMap(Usage.UserCalls::userId, Usage.UserCalls::count));
    }

    /** The logins that the database has, by user. */
    private Map<Long, String> written() {
        List<Usage.ServiceCalls> rows = store.with(handle -> UsageStore.days(handle, subscription, today, today));
        return rows.stream().collect(Collectors.toMap(Usage.ServiceCalls::userId, Usage.ServiceCalls::login));
    }

    private Directory directory(int version) {
        return new Directory(
                subscription, version, Settings.named("Acme"), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    private static Caller.Service caller(long userId, String login) {
        return new Caller.Service(1, SERVICE, "Service", userId, login, WorkspacePermissions.NONE, "192.0.2.1");
    }
}
