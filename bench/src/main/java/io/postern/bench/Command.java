package io.postern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs for a known time and says something. */
final class Command {
    private Command() {}

    /** Runs it to its end and returns what it printed; a failure, or more time than the limit, ends the measurement. */
    static String run(Duration limit, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("postern-bench", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .redirectInput(Path.of("/dev/null").toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                Thread end = new Thread(process::destroyForcibly);
                Runtime.getRuntime().addShutdownHook(end);
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                process.destroyForcibly();
                Runtime.getRuntime().removeShutdownHook(end);
                String printed = Files.readString(output, StandardCharsets.UTF_8);
                if (!ended || process.exitValue() != 0) {
                    throw new BenchFailure(
                            String.join(" ", command) + (ended ? " failed: " : " took too long: ") + printed);
                }
                return printed;
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
    }
}
