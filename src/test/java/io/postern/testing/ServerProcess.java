package io.postern.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The packaged server as a process of its own: for tests in which one must die, or two must run. */
public final class ServerProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "postern-runner.jar");
    private static final String READY = "Postern is ready: http://localhost:";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Process process;
    private final Path data;
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Path errors;

    private ServerProcess(Process process, Path data, Path errors) {
        this.process = process;
        this.data = data;
        this.errors = errors;
        Thread.ofVirtual().start(this::readOutput);
    }

    /** Starts a server on a free port; it need not come up. */
    public static ServerProcess launch(Path data, Map<String, String> environment, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-jar",
                JAR.toString(),
                "run",
                "--data",
                data.toString()));
        if (!Arrays.asList(options).contains("--port") && !environment.containsKey("POSTERN_PORT")) {
            command.addAll(List.of("--port", "0"));
        }
        command.addAll(List.of(options));
        try {
            Path errors = Files.createTempFile("postern", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("POSTERN_"));
            builder.environment().putAll(environment);
            return new ServerProcess(builder.start(), data, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server on a free port and waits until it is ready. */
    public static ServerProcess start(Path data, Map<String, String> environment, String... options) {
        ServerProcess server = launch(data, environment, options);
        server.base();
        return server;
    }

    /** The address, without a slash at its end, once the server is ready. */
    public String base() {
        try {
            return "http://localhost:" + port.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the server did not come up: " + errors() + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Ends the process as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Ends the process as {@code kill -9} does, and its embedded database too. */
    public void killWithDatabase() {
        ProcessHandle postmaster = postmaster();
        process.destroyForcibly();
        postmaster.destroyForcibly();
        awaitExit();
    }

    /** The embedded database's first process. */
    public ProcessHandle postmaster() {
        try {
            return ProcessHandle.of(Long.parseLong(
                            Files.readAllLines(pidFile()).getFirst().strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the embedded database says that it runs. */
    public Path pidFile() {
        return data.resolve("database").resolve("postmaster.pid");
    }

    /** Asks the process to end, as Ctrl-C does, and waits for it. */
    public int terminate() {
        process.destroy();
        return awaitExit();
    }

    /** Waits for the process to end. */
    public int awaitExit() {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the server did not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What the process wrote to its error output. */
    public List<String> errors() {
        try {
            return Files.readAllLines(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the process wrote to its output. */
    public synchronized List<String> output() {
        return List.copyOf(output);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            terminate();
        }
    }

    private void readOutput() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = reader.readLine()) != null) {
                synchronized (this) {
                    output.add(line);
                }
                if (line.startsWith(READY)) {
                    port.complete(Integer.parseInt(line.substring(READY.length())));
                }
            }
        } catch (IOException e) {
            // the process was killed
        }
        port.completeExceptionally(new IllegalStateException("the process ended"));
    }
}
