package io.postern.testing;

import io.postern.access.operation.BodyKind;
import io.postern.access.operation.Operation;
import io.postern.access.operation.Operation.Work;
import io.postern.access.operation.OperationTable;
import io.postern.access.operation.Route;
import io.postern.access.operation.Signature;
import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Rows that the table of operations has in tests besides: operations that fail, that write to the log, and that take and give files. */
@Alternative
@Priority(1)
@Singleton
public class TestOperations {
    private static final List<Operation> ROWS = List.of(
            row("bug", 30),
            row("away", 30),
            row("unwritable", 30),
            row("slow", 1),
            row("log/virtual", 30),
            row("log/loop", 30),
            row("log/later", 30),
            file(),
            upload());

    @Produces
    @Singleton
    OperationTable table() {
        return OperationTable.read().with(ROWS);
    }

    /** A row of an operation that asks for no permission: {@code GET /rest/v1/test/<name>.json}. */
    public static Operation row(String name, int seconds) {
        String id = name.replace("log/", "log");
        return new Operation(
                id,
                id,
                "Tests",
                new Route("GET", "/rest/v1/test/" + name + ".json"),
                RequiredPermissions.NONE,
                Optional.empty(),
                new Work(BodyKind.NONE, Duration.ofSeconds(seconds), true),
                new Signature(List.of(), Optional.empty(), "string"));
    }

    /** {@code GET /rest/v1/test/file.json}, which asks for a permission once {@code leadId} is sent. */
    private static Operation file() {
        Operation row = row("file", 30);
        return new Operation(
                row.id(),
                row.label(),
                row.group(),
                row.route(),
                row.permissions(),
                Optional.of(new Operation.Further("leadId", Permission.READ_ONLY_PERSON)),
                row.work(),
                row.signature());
    }

    /** {@code POST /rest/v1/test/upload.json}. */
    private static Operation upload() {
        return new Operation(
                "upload",
                "upload",
                "Tests",
                new Route("POST", "/rest/v1/test/upload.json"),
                RequiredPermissions.NONE,
                Optional.empty(),
                new Work(BodyKind.MULTIPART, Duration.ofSeconds(30), true),
                new Signature(
                        List.of(new Signature.Parameter("format", Signature.Place.QUERY, "string", false)),
                        Optional.of(new Signature.Body(
                                "multipart/form-data",
                                "",
                                List.of(new Signature.Member("name", false), new Signature.Member("file", true)),
                                true)),
                        "string"));
    }
}
