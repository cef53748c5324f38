package io.postern.access.operation;

import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All operations of the documented system but those of the token endpoint, from the table {@code operations.tsv} beside this
 * class: tab-separated, one line an operation, by group, path and verb. The permissions are those that the gate asks for where
 * this version answers an operation, and will ask for where it does not yet. Immutable.
 *
 * <p>Source: Adobe's REST reference. Where its list of endpoints and its Swagger files name different permissions, the latter.
 * {@code DELETE /rest/v1/leads.json} is not in it, but sent by clients.
 */
@Singleton
public final class OperationCatalog {
    private static final String TABLE = "operations.tsv";
    private static final String NONE = "-";
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

    private final List<CatalogOperation> operations;
    private final Map<String, CatalogOperation> byKey;
    private final Map<String, CatalogOperation> byId;

    @Inject
    OperationCatalog(Operations operations) {
        this(operations.table());
    }

    public OperationCatalog(OperationTable table) {
        Set<String> served = table.operations().stream()
                .map(operation -> key(operation.method(), operation.path()))
                .collect(Collectors.toSet());
        this.operations = read(served);
        this.byKey = operations.stream()
                .collect(Collectors.toUnmodifiableMap(
                        operation -> key(operation.method(), operation.path()), Function.identity()));
        this.byId =
                operations.stream().collect(Collectors.toUnmodifiableMap(CatalogOperation::id, Function.identity()));
    }

    /** All of them, by group, path and verb. */
    public List<CatalogOperation> operations() {
        return operations;
    }

    /**
     * The operation of a verb and a path template, whatever the parameters of the path are called; so also the one of an
     * {@link Operation} that this version answers. Empty for the token endpoint.
     */
    public Optional<CatalogOperation> find(String method, String path) {
        return Optional.ofNullable(byKey.get(key(method, path)));
    }

    /** The operation of a documented operation id. */
    public Optional<CatalogOperation> ofId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static String key(String method, String path) {
        return method + " " + PARAMETER.matcher(path).replaceAll("{}").toLowerCase(Locale.ROOT);
    }

    private static List<CatalogOperation> read(Set<String> served) {
        InputStream table = Objects.requireNonNull(OperationCatalog.class.getResourceAsStream(TABLE), TABLE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> operation(line, served)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CatalogOperation operation(String line, Set<String> served) {
        String[] cells = line.split("\t", -1);
        return new CatalogOperation(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                new RequiredPermissions(permissions(cells[4]), permissions(cells[5])),
                further(cells[6]),
                served.contains(key(cells[0], cells[1])));
    }

    private static List<Permission> permissions(String cell) {
        return cell.equals(NONE)
                ? List.of()
                : Stream.of(cell.split(", ", -1))
                        .map(OperationCatalog::permission)
                        .toList();
    }

    private static Optional<CatalogOperation.Further> further(String cell) {
        if (cell.equals(NONE)) {
            return Optional.empty();
        }
        String[] parts = cell.split(": ", 2);
        return Optional.of(new CatalogOperation.Further(parts[0], permission(parts[1])));
    }

    private static Permission permission(String label) {
        return Stream.of(Permission.values())
                .filter(permission -> permission.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such permission in " + TABLE + ": " + label));
    }
}
