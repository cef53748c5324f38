package io.postern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server that was started for the measurement, and is ended by its process id, at the latest when this program ends. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final Deque<Process> RUNNING = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(ServerProcess::end)));
    }

    private final Process process;
    private final int port;
    private final Duration start;

    private ServerProcess(Process process, int port, Duration start) {
        this.process = process;
        this.port = port;
        this.start = start;
    }

    /**
     * Starts a server and waits until it says that it is ready.
     *
     * @param ready found in what the server prints once it is; its group 1 is the port
     */
    static ServerProcess start(List<String> command, Map<String, String> environment, Path log, Pattern ready) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(Path.of("/dev/null").toFile());
            builder.environment().putAll(environment);
            long begin = System.nanoTime();
            Process process = builder.start();
            RUNNING.push(process);
            while (System.nanoTime() - begin < START_LIMIT.toNanos() && process.isAlive()) {
                Matcher matcher = ready.matcher(Files.readString(log));
                if (matcher.find()) {
                    return new ServerProcess(
                            process, Integer.parseInt(matcher.group(1)), Duration.ofNanos(System.nanoTime() - begin));
                }
                Thread.sleep(5);
            }
            end(process);
            throw new BenchFailure(command.getFirst() + " did not become ready; see " + log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
    }

    int port() {
        return port;
    }

    /** From its command to its readiness. */
    Duration startTime() {
        return start;
    }

    /**
     * The most memory in bytes that was resident since the start: of the process itself or, where a script started it, of the
     * largest below it.
     */
    long mostMemory() {
        return all(process).mapToLong(ServerProcess::mostMemory).max().orElse(0);
    }

    /** Ends it: as a person would and, if that does not help, by force. Again, it does nothing. */
    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        List<ProcessHandle> all = all(process).toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
        RUNNING.remove(process);
    }

    private static Stream<ProcessHandle> all(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.children());
    }

    private static long mostMemory(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .max(Comparator.naturalOrder())
                    .orElse(0L);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
