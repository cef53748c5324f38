package io.postern.gate.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.directory.Directory;
import io.postern.access.permission.Caller;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import io.postern.foundation.store.Store;
import io.postern.foundation.wire.ErrorCode;
import io.postern.testing.Cases;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The room of a subscription, and in it that of its services. The database is never asked. */
class CapacitiesTest {
    private static final int SUBSCRIPTION = 1;
    private static final long LIMITED = 7;
    private static final long OTHER = 8;

    private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

    private Instant now = START;
    private Capacities rooms = rooms();

    private Capacities rooms() {
        return new Capacities(new Usage(new Store(), subscription -> now), subscription -> now);
    }

    /** What happens, one after the other. */
    enum Step {
        CALL_OF_LIMITED,
        CALL_OF_OTHER,
        END_OF_THE_OLDEST,
        GIVE_BACK_OF_THE_OLDEST,
        SEVEN_SECONDS
    }

    /** A call that was let in. */
    private record Call(long service, Instant at, Capacities.Taken taken) {}

    /** Compared with a look at all calls that were let in, whatever the limits of both are. */
    @Test
    void shouldLetInWhatBothLevelsLetInAndTellTheLimitThatLastsLongest() {
        Cases.run(given ->
                checkWhatIsLetIn(limits(given), limits(given), given.list(0, 60, () -> given.oneOf(Step.values()))));
    }

    private void checkWhatIsLetIn(Limits shared, Limits own, List<Step> steps) {
        now = START;
        rooms = rooms();
        Directory directory = directory(shared, own);
        List<Call> admitted = new ArrayList<>();
        List<Call> counted = new ArrayList<>();
        List<Call> inFlight = new ArrayList<>();
        for (Step step : steps) {
            switch (step) {
                case CALL_OF_LIMITED, CALL_OF_OTHER -> {
                    long service = step == Step.CALL_OF_LIMITED ? LIMITED : OTHER;
                    @Nullable
                    String expected = Stream.of(
                                    full("all", shared, counted, admitted, inFlight),
                                    service == OTHER
                                            ? List.<String>of()
                                            : full("one", own, of(counted), of(admitted), of(inFlight)))
                            .flatMap(List::stream)
                            .sorted()
                            .findFirst()
                            .orElse(null);
                    switch (enter(directory, service)) {
                        case Capacities.Reached full -> assertThat(told(full)).isEqualTo(expected);
                        case Capacities.Taken taken -> {
                            assertThat(expected).isNull();
                            Call call = new Call(service, now, taken);
                            admitted.add(call);
                            counted.add(call);
                            inFlight.add(call);
                        }
                    }
                }
                case END_OF_THE_OLDEST -> {
                    if (!inFlight.isEmpty()) {
                        Capacities.Taken taken = inFlight.removeFirst().taken();
                        taken.leave();
                        taken.leave();
                    }
                }
                case GIVE_BACK_OF_THE_OLDEST -> {
                    if (!counted.isEmpty()) {
                        counted.removeFirst().taken().giveBack();
                    }
                }
                case SEVEN_SECONDS -> now = now.plusSeconds(7);
            }
            assertThat(rooms.now(SUBSCRIPTION).inFlight()).isEqualTo(inFlight.size());
            assertThat(rooms.now(SUBSCRIPTION, LIMITED).inFlight())
                    .isEqualTo(of(inFlight).size());
            assertThat(rooms.places()).isEqualTo(inFlight.size());
        }
    }

    /** As texts whose order is that in which they are to be told: by the code, and of all services before one. */
    private List<String> full(
            String whose, Limits limits, List<Call> counted, List<Call> admitted, List<Call> inFlight) {
        List<String> full = new ArrayList<>();
        if (limits.dailyCalls() > 0 && counted.size() >= limits.dailyCalls()) {
            full.add("1 of " + whose);
        }
        long window = admitted.stream()
                .filter(call -> call.at().isAfter(now.minusSeconds(20)))
                .count();
        if (limits.callsPer20Seconds() > 0 && window >= limits.callsPer20Seconds()) {
            full.add("2 of " + whose + " " + limits.callsPer20Seconds());
        }
        if (limits.concurrentCalls() > 0 && inFlight.size() >= limits.concurrentCalls()) {
            full.add("3 of " + whose + " " + limits.concurrentCalls());
        }
        return full;
    }

    private static String told(Capacities.Reached full) {
        String code = switch (full.code()) {
            case DAILY_QUOTA_REACHED -> "1";
            case RATE_LIMIT_EXCEEDED -> "2";
            default -> "3";
        };
        return code + " of " + (full.ofService() ? "one" : "all")
                + (full.values().length == 0 ? "" : " " + full.values()[0]);
    }

    private static List<Call> of(List<Call> calls) {
        return calls.stream().filter(call -> call.service() == LIMITED).toList();
    }

    private static Limits limits(Cases.Given given) {
        return new Limits(given.between(0, 6), given.between(0, 4), given.between(0, 3));
    }

    @Test
    void shouldNotLetOneServiceStarveTheOther() {
        Directory directory = directory(Limits.NONE, new Limits(0, 2, 0));
        enter(directory, LIMITED);
        enter(directory, LIMITED);

        assertThat(enter(directory, LIMITED))
                .isInstanceOfSatisfying(
                        Capacities.Reached.class,
                        full -> assertThat(full.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED));
        assertThat(enter(directory, OTHER)).isInstanceOf(Capacities.Taken.class);
    }

    @Test
    void shouldTellWhatIsTakenNow() {
        Directory directory = directory(Limits.DEFAULT, new Limits(0, 5, 0));
        assertThat(rooms.now(SUBSCRIPTION)).isEqualTo(new Capacities.InUse(OptionalInt.empty(), 0));
        assertThat(rooms.now(SUBSCRIPTION, LIMITED)).isEqualTo(new Capacities.InUse(OptionalInt.empty(), 0));
        Capacities.Taken ended = (Capacities.Taken) enter(directory, LIMITED);
        now = now.plusSeconds(15);
        enter(directory, LIMITED);
        enter(directory, OTHER);
        ended.leave();

        assertThat(rooms.now(SUBSCRIPTION)).isEqualTo(new Capacities.InUse(OptionalInt.of(3), 2));
        assertThat(rooms.now(SUBSCRIPTION, LIMITED)).isEqualTo(new Capacities.InUse(OptionalInt.of(2), 1));
        assertThat(rooms.now(SUBSCRIPTION, OTHER))
                .as("no rate of its own is limited")
                .isEqualTo(new Capacities.InUse(OptionalInt.empty(), 1));
        now = now.plusSeconds(5);
        assertThat(rooms.now(SUBSCRIPTION, LIMITED)).isEqualTo(new Capacities.InUse(OptionalInt.of(1), 1));
    }

    @Test
    void shouldForgetServicesThatAreGoneOnceTheirCallsHaveEnded() {
        Limits own = new Limits(0, 5, 0);
        Directory before = directory(Limits.DEFAULT, List.of(service(LIMITED, own), service(OTHER, own)));
        enter(before, LIMITED);
        ((Capacities.Taken) enter(before, OTHER)).leave();

        enter(directory(Limits.DEFAULT, List.of(service(9, own))), 9);

        assertThat(rooms.now(SUBSCRIPTION, LIMITED)).isEqualTo(new Capacities.InUse(OptionalInt.of(1), 1));
        assertThat(rooms.now(SUBSCRIPTION, OTHER)).isEqualTo(new Capacities.InUse(OptionalInt.empty(), 0));
    }

    private Capacities.Outcome enter(Directory directory, long service) {
        Caller.Service caller = new Caller.Service(
                SUBSCRIPTION, service, "Service", 3, "u@acme.example", WorkspacePermissions.NONE, "");
        return rooms.enter(
                directory, Objects.requireNonNull(directory.services().get(service)), caller);
    }

    private static Directory directory(Limits shared, Limits own) {
        return directory(shared, List.of(service(LIMITED, own), service(OTHER, Limits.NONE)));
    }

    private static Directory directory(Limits shared, List<Directory.Service> services) {
        Settings settings = Settings.named("Acme").with(ZoneOffset.UTC).with(shared);
        return new Directory(
                SUBSCRIPTION,
                1,
                settings,
                services.stream().collect(Collectors.toMap(Directory.Service::id, service -> service)),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private static Directory.Service service(long id, Limits limits) {
        return new Directory.Service(id, new UUID(0, id), "Service " + id, 3, List.of(), limits, AllowList.OFF, false);
    }
}
