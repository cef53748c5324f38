package io.postern.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.postern.access.customservice.ClientSecrets;
import io.postern.access.permission.Permission;
import io.postern.access.permission.Requires;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.foundation.audit.AuditEntry;
import io.postern.foundation.audit.AuditTrail;
import io.postern.foundation.store.Store;
import io.postern.testing.Administration;
import io.postern.testing.Api;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of every method of the console, the ones still to be written too. */
@QuarkusTest
class ConsoleMethodsTest {
    private static final List<ConsoleMethod> METHODS = methods();

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    ClientSecrets secrets;

    @Inject
    Store store;

    @Inject
    AuditTrail audit;

    private Integration integration;

    /** @param path as it is annotated, with parameters in braces */
    private record ConsoleMethod(String verb, String path, Method method) {
        boolean hasParameter() {
            return path.contains("{id}");
        }

        /** Of these at least one is required; empty for none. */
        Set<Permission> required() {
            @Nullable Requires requires = method.getAnnotation(Requires.class);
            return requires == null
                    ? Set.of()
                    : Stream.of(requires.anyOf(), requires.allOf())
                            .flatMap(Stream::of)
                            .flatMap(asked -> asked.satisfiedBy().stream())
                            .collect(Collectors.toSet());
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    @BeforeEach
    void makeAnIntegration() {
        integration = subscriptions.integration(Permission.READ_ONLY_PERSON);
    }

    @Test
    void shouldRefuseWhoHoldsEverythingButWhatAMethodRequires() {
        Map<Set<Permission>, Administration> people = METHODS.stream()
                .map(ConsoleMethod::required)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), this::personWithout));
        State before = state();

        assertThat(METHODS)
                .filteredOn(method -> !method.required().isEmpty())
                .hasSizeGreaterThan(40)
                .allSatisfy(method -> assertThat(send(Objects.requireNonNull(people.get(method.required())), method)
                                .statusCode())
                        .isEqualTo(403));
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void shouldSendWhoIsNotSignedInToSignIn() {
        State before = state();

        assertThat(METHODS)
                .filteredOn(method -> !method.method().isAnnotationPresent(WithoutSignIn.class))
                .allSatisfy(method -> {
                    HttpResponse<String> answer = send(Administration.nobody(), method);
                    HttpResponse<String> toAScript = Api.send(Api.request(filled(method))
                                    .header("HX-Request", "true")
                                    .header("Origin", Api.base())
                                    .method(method.verb(), BodyPublishers.noBody()))
                            .response();

                    assertThat(answer.statusCode()).isEqualTo(303);
                    assertThat(answer.headers().firstValue("Location").orElse(""))
                            .startsWith("/signin");
                    assertThat(toAScript.statusCode()).isEqualTo(401);
                    assertThat(toAScript.headers().firstValue("HX-Redirect").orElse(""))
                            .startsWith("/signin");
                });
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void shouldTakeNoFormFromAnotherSite() {
        Administration admin = Administration.signIn(subscriptions.administrator(integration.subscriptionId()));
        State before = state();

        assertThat(METHODS)
                .filteredOn(method -> !method.verb().equals(HttpMethod.GET))
                .isNotEmpty()
                .allSatisfy(method -> {
                    HttpResponse<String> answer = Api.send(Api.request(filled(method))
                                    .header("Cookie", "postern_session=" + admin.session())
                                    .header("Origin", "https://evil.example")
                                    .method(method.verb(), BodyPublishers.noBody()))
                            .response();

                    assertThat(answer.statusCode()).isEqualTo(403);
                });
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void shouldNotFindWhatBelongsToAnotherSubscription() {
        Administration stranger = Administration.signIn(
                subscriptions.administrator(subscriptions.create().id()));
        State before = state();

        assertThat(METHODS)
                .filteredOn(ConsoleMethod::hasParameter)
                .hasSizeGreaterThan(25)
                .allSatisfy(method ->
                        assertThat(send(stranger, method).statusCode()).isEqualTo(404));
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void shouldFindWhatBelongsToTheirOwn() {
        Administration admin = Administration.signIn(subscriptions.administrator(integration.subscriptionId()));

        assertThat(METHODS)
                .filteredOn(method -> method.hasParameter() && method.verb().equals(HttpMethod.GET))
                .allSatisfy(
                        method -> assertThat(send(admin, method).statusCode()).isNotIn(403, 404));
    }

    /** What a change would leave behind. */
    private record State(long version, List<AuditEntry> audited) {}

    private State state() {
        return store.with(handle -> new State(
                Objects.requireNonNull(SubscriptionStore.versions(handle).get(integration.subscriptionId())),
                audit.entries(handle, integration.subscriptionId())));
    }

    private HttpResponse<String> send(Administration person, ConsoleMethod method) {
        return switch (method.verb()) {
            case HttpMethod.GET -> person.open(filled(method));
            case HttpMethod.POST -> person.submit(filled(method));
            default -> throw new AssertionError("a browser sends no form with " + method.verb());
        };
    }

    /** The path with the ids of what the integration has. */
    private String filled(ConsoleMethod method) {
        String path = method.path();
        long id = path.contains("users/{id}")
                ? integration.userId()
                : path.contains("roles/{id}") ? integration.roleId() : integration.serviceId();
        return path.replace("{id}", Long.toString(id)).replace("{secret}", Long.toString(secret()));
    }

    private long secret() {
        return store.with(handle -> secrets.list(handle, integration.subscriptionId(), integration.serviceId()))
                .getFirst()
                .id();
    }

    private Administration personWithout(Set<Permission> required) {
        Permission[] others = EnumSet.allOf(Permission.class).stream()
                .filter(permission ->
                        Permission.withAncestors(Set.of(permission)).stream().noneMatch(required::contains))
                .toArray(Permission[]::new);
        return Administration.signIn(subscriptions.person(integration.subscriptionId(), others));
    }

    private static List<ConsoleMethod> methods() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(ConsoleGuard.class.getPackageName())
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .flatMap(method ->
                                verb(method).map(verb -> new ConsoleMethod(verb, path(method), method)).stream())
                        .toList();
    }

    private static Optional<String> verb(Method method) {
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(Method method) {
        return ("/" + path((AnnotatedElement) method.getDeclaringClass()) + "/" + path((AnnotatedElement) method))
                .replaceAll("/+", "/")
                .replaceFirst("(.)/$", "$1");
    }

    private static String path(AnnotatedElement element) {
        @Nullable Path path = element.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }
}
