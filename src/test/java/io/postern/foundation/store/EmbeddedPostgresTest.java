package io.postern.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path folder;

    @Test
    void shouldComeUpAfterAKillWhileItsDatabaseWasMade() throws Exception {
        // given
        Path leftover = Files.createDirectories(folder.resolve("database-making-123"));
        Files.writeString(leftover.resolve("PG_VERSION"), "18\n");

        try (DataFolder data = DataFolder.open(folder)) {
            // when
            EmbeddedPostgres postgres = EmbeddedPostgres.start(data, new SecureRandom());
            Store store = new Store();
            store.open(postgres.address(), 2);

            // then
            assertThat(leftover).doesNotExist();
            assertThat(store.<String, RuntimeException>with(handle ->
                            handle.createQuery("SHOW fsync").mapTo(String.class).one()))
                    .isEqualTo("on");
            shouldNotPrintWhatIsBoundToAStatement(store);
            store.close();
            postgres.stop();
        }
    }

    private static void shouldNotPrintWhatIsBoundToAStatement(Store store) {
        Throwable failure = catchThrowable(() -> store.useTransaction(
                handle -> handle.createUpdate("INSERT INTO master_key (id, check_value) VALUES (:id, '')")
                        .bind("id", "s3cret")
                        .execute()));

        assertThat(String.valueOf(failure.getMessage())).doesNotContain("s3cret");
    }
}
