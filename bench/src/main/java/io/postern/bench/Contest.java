package io.postern.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The same work by several contestants: each warms up, then they take turns for some rounds of equal time, so that what else
 * happens on the machine meets all of them.
 */
final class Contest {
    private static final int ROUNDS = 3;

    private final Map<String, Contestant> contestants = new LinkedHashMap<>();

    /** Puts a load on one contestant for a time. */
    @FunctionalInterface
    interface Contestant {
        Load load(Duration time) throws IOException;
    }

    /**
     * How a contestant fared: the medians of its rounds, the slowest and the fastest of them, all errors.
     *
     * @param lowest calls a second
     * @param highest calls a second
     */
    record Standing(double perSecond, double lowest, double highest, Duration median, Duration slow, long errors) {
        private static Standing of(List<Load> rounds) {
            return new Standing(
                    middle(rounds, Comparator.comparing(Load::perSecond)).perSecond(),
                    rounds.stream().mapToDouble(Load::perSecond).min().orElseThrow(),
                    rounds.stream().mapToDouble(Load::perSecond).max().orElseThrow(),
                    middle(rounds, Comparator.comparing(Load::median)).median(),
                    middle(rounds, Comparator.comparing(Load::slow)).slow(),
                    rounds.stream().mapToLong(Load::errors).sum());
        }

        private static Load middle(List<Load> rounds, Comparator<Load> order) {
            return rounds.stream().sorted(order).toList().get(rounds.size() / 2);
        }
    }

    Contest with(String name, Contestant contestant) {
        contestants.put(name, contestant);
        return this;
    }

    Map<String, Standing> hold(Duration warmUp, Duration time) throws IOException {
        for (Contestant contestant : contestants.values()) {
            contestant.load(warmUp);
        }
        Map<String, List<Load>> loads = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Contestant> each : contestants.entrySet()) {
                loads.computeIfAbsent(each.getKey(), name -> new ArrayList<>())
                        .add(each.getValue().load(time));
            }
        }
        Map<String, Standing> standings = new LinkedHashMap<>();
        loads.forEach((name, rounds) -> standings.put(name, Standing.of(rounds)));
        return standings;
    }
}
