package io.postern.access.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/operations.md} is made from the code: run with {@code -Dpostern.docs=write} to make it anew. */
@QuarkusTest
class OperationsDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "operations.md");

    @Inject
    Operations operations;

    @Test
    void shouldListEveryOperationWithItsPermissions() throws IOException {
        String expected = document();

        if (System.getProperty("postern.docs", "").equals("write")) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("docs/operations.md is not what the code says; run ./postern test -Dpostern.docs=write")
                .isEqualTo(expected);
    }

    private String document() {
        StringBuilder text = new StringBuilder("""
                # Operations

                Made from the table of operations; do not edit. Every operation of the API that this version answers, with the
                permissions that a caller must hold in at least one workspace, and the time after which it is answered 604.
                Read-Write stands in for Read-Only.

                | Method | Path | Operation | Permission | Time limit |
                |---|---|---|---|---|
                """);
        for (Operation operation : operations.answered()) {
            if (operation.group().equals("Tests")) {
                continue;
            }
            text.append("| %s | `%s` | %s | %s | %d s |\n"
                    .formatted(
                            operation.method(),
                            operation.path(),
                            operation.id(),
                            operation.authenticated() ? operation.permissions() : "no token needed",
                            operation.timeLimit().toSeconds()));
        }
        return text.toString();
    }
}
