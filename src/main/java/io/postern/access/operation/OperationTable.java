package io.postern.access.operation;

import io.postern.access.permission.RequiredPermissions;
import io.postern.access.permission.Requires;
import io.postern.access.permission.RequiresNone;
import io.postern.foundation.wire.Surface;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All operations of the API, made from the resource methods: path, verb, permissions, body. It finds the operations of a path
 * and says nothing about who may call them. Immutable.
 */
public final class OperationTable {
    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final Duration ASSETS = Duration.ofSeconds(300);

    private final List<Operation> operations;
    private final RouteTree routes = new RouteTree();

    private OperationTable(List<Operation> operations) {
        this.operations = operations;
        operations.forEach(routes::add);
    }

    /**
     * Reads the resource classes.
     *
     * @throws IllegalStateException when a method names no permission and does not say that it needs none, or two methods
     *     answer the same call
     */
    public static OperationTable of(Collection<Class<?>> resources) {
        Map<String, Operation> operations = new TreeMap<>();
        for (Class<?> resource : resources) {
            for (Method method : resource.getDeclaredMethods()) {
                verbOf(method).ifPresent(verb -> {
                    Operation operation = operation(resource, method, verb);
                    if (operations.put(operation.path() + " " + verb, operation) != null) {
                        throw new IllegalStateException("two methods answer " + verb + " " + operation.path());
                    }
                });
            }
        }
        return new OperationTable(List.copyOf(operations.values()));
    }

    /** Whether a class is a resource under one of the API prefixes; other resources are pages, which the gate lets pass. */
    public static boolean isOfTheApi(Class<?> type) {
        @Nullable Path path = type.getAnnotation(Path.class);
        return path != null && Surface.of(join(path.value(), "")).isPresent();
    }

    /** All operations, by path, then verb. */
    public List<Operation> operations() {
        return operations;
    }

    /** The operations of a normalised path; null when there is none. */
    @Nullable
    public RouteMatch match(String path) {
        return routes.match(path);
    }

    private static Operation operation(Class<?> resource, Method method, String verb) {
        String path = join(
                Optional.ofNullable(resource.getAnnotation(Path.class))
                        .map(Path::value)
                        .orElse(""),
                Optional.ofNullable(method.getAnnotation(Path.class))
                        .map(Path::value)
                        .orElse(""));
        Surface surface =
                Surface.of(path).orElseThrow(() -> new IllegalStateException(path + " is under no prefix of the API"));
        @Nullable Requires requires = method.getAnnotation(Requires.class);
        boolean none = method.isAnnotationPresent(RequiresNone.class);
        if ((requires == null) == !none) {
            throw new IllegalStateException(
                    resource.getSimpleName() + "." + method.getName() + " must bear either @Requires or @RequiresNone");
        }
        return new Operation(
                verb + " " + path,
                verb,
                path,
                method.getName(),
                surface,
                requires == null ? RequiredPermissions.NONE : RequiredPermissions.of(requires),
                surface != Surface.OAUTH,
                body(resource, method),
                timeLimit(surface, method));
    }

    private static Duration timeLimit(Surface surface, Method method) {
        @Nullable TimeLimit limit = method.getAnnotation(TimeLimit.class);
        if (limit != null) {
            return Duration.ofSeconds(limit.seconds());
        }
        return surface == Surface.ASSETS ? ASSETS : USUAL;
    }

    private static BodyKind body(Class<?> resource, Method method) {
        @Nullable Consumes consumes = method.getAnnotation(Consumes.class);
        if (consumes == null) {
            consumes = resource.getAnnotation(Consumes.class);
        }
        if (consumes == null) {
            return BodyKind.NONE;
        }
        List<String> types = List.of(consumes.value());
        if (types.contains("multipart/form-data")) {
            return BodyKind.MULTIPART;
        }
        return types.contains("application/json") ? BodyKind.JSON : BodyKind.FORM;
    }

    private static Optional<String> verbOf(Method method) {
        List<String> verbs = new ArrayList<>();
        for (Annotation annotation : method.getAnnotations()) {
            @Nullable HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                verbs.add(verb.value());
            }
        }
        verbs.sort(Comparator.naturalOrder());
        return verbs.stream().findFirst();
    }

    private static String join(String base, String path) {
        return ("/" + base + "/" + path).replaceAll("/{2,}", "/").replaceAll("(.)/$", "$1");
    }
}
