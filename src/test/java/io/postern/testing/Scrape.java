package io.postern.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /q/metrics} tells at one moment. */
public final class Scrape {
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    private final List<Sample> samples;

    private Scrape(List<Sample> samples) {
        this.samples = samples;
    }

    /** One value of a meter. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    public static Scrape now() {
        return new Scrape(Api.send(Api.request("/q/metrics"))
                .response()
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(Scrape::sample)
                .toList());
    }

    public List<Sample> samples() {
        return samples;
    }

    /** The value of a meter with exactly these labels; 0 when there is none. */
    public double value(String name, Map<String, String> labels) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && sample.labels().equals(labels))
                .mapToDouble(Sample::value)
                .findFirst()
                .orElse(0);
    }

    private static Sample sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new AssertionError("not a sample: " + line);
        }
        Map<String, String> labels = new HashMap<>();
        if (sample.group(2) != null) {
            Matcher label = LABEL.matcher(sample.group(2));
            while (label.lookingAt()) {
                labels.put(label.group(1), label.group(2));
                label.region(label.end(), sample.group(2).length());
            }
            if (!label.hitEnd()) {
                throw new AssertionError("not labels: " + line);
            }
        }
        return new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3)));
    }
}
