package io.postern.access.operation;

import io.postern.access.operation.Operation.Further;
import io.postern.access.operation.Operation.Work;
import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one table of operations, {@code operations.tsv} beside this class: tab-separated, one line an operation, by group, path and verb.
 * Everything that names an operation, asks for its permissions or knows its limits reads it here. It holds all operations of the
 * documented system, whether this version answers them or not, and those that clients send and no document lists. Immutable.
 *
 * <p>In the column {@code permissions}, {@code |} stands between permissions of which one is enough, {@code +} between groups that must all
 * be satisfied; {@code -} asks for none, {@code no token} not even for a token. Where Adobe's list of endpoints and its Swagger files
 * name different permissions, the table has the latter.
 *
 * @see <a href="https://developer.adobe.com/marketo-apis/">Adobe's reference of the REST API</a>
 */
public final class OperationTable {
    private static final String TABLE = "operations.tsv";
    private static final String NONE = "-";
    private static final String NO_TOKEN = "no token";

    private final List<Operation> operations;
    private final Map<String, Operation> byId = new HashMap<>();
    private final Map<String, Operation> byRoute = new HashMap<>();
    private final RouteTree routes = new RouteTree();

    private OperationTable(Collection<Operation> operations) {
        this.operations = List.copyOf(operations);
        for (Operation operation : operations) {
            if (byId.put(operation.id(), operation) != null) {
                throw new IllegalStateException("two operations have the id " + operation.id());
            }
            if (byRoute.put(key(operation.route()), operation) != null) {
                throw new IllegalStateException("two operations answer " + operation.route());
            }
            routes.add(operation);
        }
    }

    /** The table of this version. */
    public static OperationTable read() {
        InputStream table = Objects.requireNonNull(OperationTable.class.getResourceAsStream(TABLE), TABLE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return new OperationTable(
                    lines.lines().skip(1).map(OperationTable::operation).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This table and further rows, for what is there besides the documented system. */
    public OperationTable with(Collection<Operation> further) {
        List<Operation> all = new ArrayList<>(operations);
        all.addAll(further);
        return new OperationTable(all);
    }

    /** All operations, by group, path and verb. */
    public List<Operation> operations() {
        return operations;
    }

    /** The operation of an id. */
    public Optional<Operation> ofId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The operation of a verb and the template of a path, whatever the parameters of the path are called. */
    public Optional<Operation> ofRoute(String method, String path) {
        return Optional.ofNullable(byRoute.get(key(new Route(method, path))));
    }

    /** The operations of a normalised path; null when there is none. */
    public @Nullable RouteMatch match(String path) {
        return routes.match(path);
    }

    private static String key(Route route) {
        return route.method() + " " + route.path().replaceAll("\\{[^}]*}", "{}").toLowerCase(Locale.ROOT);
    }

    private static Operation operation(String line) {
        String[] cells = line.split("\t", -1);
        return new Operation(
                cells[0],
                cells[1],
                cells[4],
                new Route(cells[2], cells[3]),
                permissions(cells[5]),
                further(cells[6]),
                new Work(
                        BodyKind.valueOf(cells[7].toUpperCase(Locale.ROOT)),
                        Duration.ofSeconds(Long.parseLong(cells[8])),
                        !cells[5].equals(NO_TOKEN)),
                Signature.of(cells[9], cells[10]));
    }

    private static RequiredPermissions permissions(String cell) {
        return cell.equals(NONE) || cell.equals(NO_TOKEN)
                ? RequiredPermissions.NONE
                : new RequiredPermissions(Stream.of(cell.split(" \\+ ", -1))
                        .map(group -> Stream.of(group.split(" \\| ", -1))
                                .map(OperationTable::permission)
                                .toList())
                        .toList());
    }

    private static Optional<Further> further(String cell) {
        if (cell.equals(NONE)) {
            return Optional.empty();
        }
        String[] parts = cell.split(": ", 2);
        return Optional.of(new Further(parts[0], permission(parts[1])));
    }

    private static Permission permission(String label) {
        return Stream.of(Permission.values())
                .filter(permission -> permission.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such permission in " + TABLE + ": " + label));
    }
}
