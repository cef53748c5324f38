package io.postern.console.usage;

import io.postern.access.directory.Directories;
import io.postern.access.directory.Directory;
import io.postern.access.operation.Operation;
import io.postern.access.operation.Operations;
import io.postern.gate.limits.Usage;
import io.postern.gate.limits.Usage.ServiceCalls;
import io.postern.insight.calls.Errors;
import io.postern.insight.calls.OperationTimes;
import io.postern.insight.calls.OperationTimes.Timed;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Reads how many calls there were, by a dimension. Thread safe. */
@Singleton
final class FigureReader {
    private final Usage usage;
    private final OperationTimes times;
    private final Errors errors;
    private final Operations catalog;
    private final Directories directories;

    FigureReader(Usage usage, OperationTimes times, Errors errors, Operations catalog, Directories directories) {
        this.usage = usage;
        this.times = times;
        this.errors = errors;
        this.catalog = catalog;
        this.directories = directories;
    }

    /**
     * The calls of some days.
     *
     * @param days one after the other
     */
    Figures read(int subscriptionId, Dimension by, List<LocalDate> days) {
        LocalDate from = days.getFirst();
        LocalDate to = days.getLast();
        Figures figures = new Figures(days);
        switch (by) {
            case SERVICE, USER -> addCallers(figures, by, usage.days(subscriptionId, from, to), subscriptionId);
            case GROUP -> addOperations(figures, times.days(subscriptionId, from, to), this::group);
            case OPERATION -> addOperations(figures, times.days(subscriptionId, from, to), this::operation);
            case ERROR ->
                errors.days(subscriptionId, from, to)
                        .forEach(row -> figures.add(new Subject.Code(row.code()), row.day(), row.calls()));
        }
        return figures;
    }

    /** Who is still there has the present name, others the one of their last call. */
    private void addCallers(Figures figures, Dimension by, List<ServiceCalls> rows, int subscriptionId) {
        Directory directory = directories.get(subscriptionId).orElseThrow();
        Map<Long, String> services = lastNames(rows, ServiceCalls::serviceId, ServiceCalls::serviceName);
        directory.services().forEach((id, service) -> services.put(id, service.displayName()));
        Map<Long, String> users = lastNames(rows, ServiceCalls::userId, ServiceCalls::login);
        directory.users().forEach((id, user) -> users.put(id, user.login()));
        for (ServiceCalls row : rows) {
            String login = users.getOrDefault(row.userId(), "");
            Subject subject = by == Dimension.USER
                    ? new Subject.User(row.userId(), login)
                    : new Subject.Service(row.serviceId(), services.getOrDefault(row.serviceId(), ""), login);
            figures.add(subject, row.date(), row.count());
        }
    }

    private static Map<Long, String> lastNames(
            List<ServiceCalls> rows, ToLongFunction<ServiceCalls> id, Function<ServiceCalls, String> name) {
        Map<Long, ServiceCalls> last = new HashMap<>();
        rows.forEach(row -> last.merge(
                id.applyAsLong(row), row, (one, other) -> other.date().isAfter(one.date()) ? other : one));
        Map<Long, String> names = new HashMap<>();
        last.forEach((key, row) -> names.put(key, name.apply(row)));
        return names;
    }

    private static void addOperations(Figures figures, List<Timed> rows, Function<String, Subject> subject) {
        Map<String, Subject> subjects = new HashMap<>();
        rows.forEach(row -> figures.add(subjects.computeIfAbsent(row.operation(), subject), row.date(), row.calls()));
    }

    private Subject group(String id) {
        return new Subject.Group(catalog.ofId(id).map(Operation::group).orElse(id));
    }

    private Subject operation(String id) {
        return catalog.ofId(id)
                .map(operation -> new Subject.Operation(operation.method(), operation.path()))
                .orElseGet(() -> new Subject.Operation("", id));
    }
}
