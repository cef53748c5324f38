package io.postern.gate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.postern.access.directory.Directory;
import io.postern.access.operation.Operation;
import io.postern.foundation.wire.Answer;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Surface;
import io.postern.insight.calls.CallStatistics;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The meters of all calls: how many were answered and how, and how long resources worked on them. All labels are of closed
 * sets, the surfaces, the names of the operation table and the error codes, so nothing that a client sends becomes one;
 * docs/metrics.md has them. Thread safe.
 */
@Singleton
final class CallMetrics {
    /** The operation of a call that is refused before it is known which one it means. */
    static final String NO_OPERATION = "none";

    /** The code of a call that was answered without an error. */
    static final String OK = "ok";

    /** The code of a call that the token endpoint answered with an error of OAuth, which has no number. */
    static final String DENIED = "denied";

    /** What an operator wants to hear of begins at 0, so that the first one is seen to rise. */
    private static final List<ErrorCode> FAULTS =
            List.of(ErrorCode.REQUEST_TIMED_OUT, ErrorCode.TEMPORARILY_UNAVAILABLE, ErrorCode.SYSTEM_ERROR);

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final Map<ErrorCode, String> codes = new EnumMap<>(ErrorCode.class);
    private final Map<Surface, Meters> withoutOperation = new EnumMap<>(Surface.class);
    private final Map<String, Meters> byOperation = new HashMap<>();
    private final CallStatistics statistics;

    CallMetrics(MeterRegistry registry, Board board, Admission admission, CallStatistics statistics) {
        this.statistics = statistics;
        for (ErrorCode code : ErrorCode.values()) {
            codes.put(code, Integer.toString(code.number()));
        }
        for (Surface surface : Surface.values()) {
            withoutOperation.put(surface, new Meters(registry, surface, NO_OPERATION));
        }
        for (Operation operation : board.operations()) {
            Meters meters = new Meters(registry, operation.surface(), operation.id());
            meters.expect(OK);
            byOperation.put(operation.id(), meters);
        }
        Gauge.builder("postern.calls.in.flight", admission, Admission::places)
                .description("Calls with a token that are being worked on")
                .register(registry);
    }

    /** The meters of the calls of one operation. */
    final class Meters {
        private final MeterRegistry registry;
        private final String surface;
        private final String operation;
        private final Map<String, Counter> answers = new ConcurrentHashMap<>();
        private volatile @Nullable Timer timer;

        private Meters(MeterRegistry registry, Surface surface, String operation) {
            this.registry = registry;
            this.surface = surface.name().toLowerCase(Locale.ROOT).replace('_', '-');
            this.operation = operation;
            FAULTS.forEach(fault -> expect(Integer.toString(fault.number())));
        }

        /** A call was answered. */
        void answered(String code) {
            @Nullable Counter counter = answers.get(code);
            (counter == null ? expect(code) : counter).increment();
        }

        /** A resource has worked on a call. */
        void took(long nanos) {
            @Nullable Timer known = timer;
            if (known == null) {
                known = Timer.builder("postern.call")
                        .description("Time in which a resource worked on a call")
                        .tag("operation", operation)
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry);
                timer = known;
            }
            known.record(nanos, TimeUnit.NANOSECONDS);
        }

        private Counter expect(String code) {
            return answers.computeIfAbsent(
                    code,
                    fresh -> Counter.builder("postern.calls")
                            .description("Calls that were answered")
                            .tag("surface", surface)
                            .tag("operation", operation)
                            .tag("code", fresh)
                            .register(registry));
        }
    }

    /**
     * Notes what became of a call, before anybody can see it.
     *
     * @param operation null where it is not known which one was called
     * @param at how far the call came
     */
    void answered(Surface surface, @Nullable Operation operation, Stage at, Answer answer) {
        @Nullable Meters known = operation == null ? null : byOperation.get(operation.id());
        Meters meters = known == null ? Objects.requireNonNull(withoutOperation.get(surface)) : known;
        if (at instanceof Stage.Handed(Stage.Serving serving, Operation served, long beganNanos)) {
            long nanos = System.nanoTime() - beganNanos;
            meters.took(nanos);
            if (serving instanceof Stage.Working working) {
                working.slot().worked(served, nanos);
            }
        }
        switch (answer) {
            case Answer.Refused(ErrorCode code, String text) -> {
                failed(at, code);
                meters.answered(Objects.requireNonNull(codes.get(code)));
            }
            case Answer.Denied denied -> meters.answered(DENIED);
            default -> meters.answered(OK);
        }
    }

    private void failed(Stage at, ErrorCode code) {
        switch (at) {
            case Stage.Arrived() -> {}
            case Stage.Identified(Directory directory) -> statistics.failed(directory, code);
            case Stage.Admitted(Admission.Slot slot) -> slot.failed(code);
            case Stage.Working(Admission.Slot slot, boolean inParameters) -> slot.failed(code);
            case Stage.Open() -> {}
            case Stage.Handed(Stage.Serving serving, Operation served, long beganNanos) -> failed(serving, code);
        }
    }
}
