package io.postern.server.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.testing.Acme;
import io.postern.testing.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownIT {
    @TempDir
    Path folder;

    @Test
    void shouldStopDatabaseAndAllWithinTenSecondsAndKeepTheExactCount() {
        // given
        ServerProcess server = ServerProcess.start(folder, Map.of(), "--access", Acme.ACCESS_FILE.toString());
        Acme acme = new Acme(server.base());
        String token = acme.token();
        for (int call = 0; call < 7; call++) {
            acme.get("/rest/v1/leads/describe.json", token);
        }
        ProcessHandle postmaster = server.postmaster();

        // when
        long begin = System.nanoTime();
        server.terminate();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);

        // then
        assertThat(took).isLessThan(Duration.ofSeconds(10));
        assertThat(postmaster.info().commandLine()).isEmpty();
        assertThat(Files.exists(server.pidFile())).isFalse();
        try (ServerProcess again = ServerProcess.start(folder, Map.of(), "--access", Acme.ACCESS_FILE.toString())) {
            assertThat(new Acme(again.base()).usage(token)).isEqualTo(8);
        }
    }
}
