package io.postern;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysFalse;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.postern.access.permission.Requires;
import io.postern.access.permission.RequiresNone;
import io.postern.access.token.GuessSlowdown;
import io.postern.foundation.wire.Surface;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The house as ARCHITECTURE.md describes it: which wing may import which, and what no wing may do. */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src", "main");

    /** What every wing may use. */
    private static final List<String> EVERYWHERE = List.of(
            "io.postern",
            "java",
            "javax",
            "jakarta.annotation",
            "jakarta.enterprise",
            "jakarta.inject",
            "org.jboss.logging",
            "org.jspecify");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.postern");

    @ParameterizedTest(name = "{0} imports {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "foundation|",
                "access|foundation",
                "data|access,foundation",
                "insight|access,foundation",
                "gate|insight,access,foundation",
                "api|gate,insight,data,access,foundation",
                "console|insight,data,access,foundation,gate.limits",
                "server|api,console,gate,insight,data,access,foundation"
            })
    void shouldImportOnlyWhatTheTableAllows(String wing, String allowed) {
        List<String> packages = Stream.concat(
                        Stream.of(wing), allowed == null ? Stream.of() : Stream.of(allowed.split(",", -1)))
                .map(name -> "io.postern." + name + "..")
                .toList();

        noClasses()
                .that()
                .resideInAPackage("io.postern." + wing + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.postern..").and(not(resideInAnyPackage(packages.toArray(String[]::new)))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /**
     * The second column of the table: no HTTP below the gate; JDBI where SQL stands. {@code Handle} alone stands for wings that begin a
     * transaction and hand it to a store.
     */
    @ParameterizedTest(name = "{0} uses {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "foundation|com.fasterxml.jackson,io.agroal,io.netty.util,io.smallrye.common,org.apache.commons,"
                        + "org.flywaydb,org.jdbi,org.postgresql,org.springframework.security.crypto",
                "access|com.fasterxml.jackson,com.github.benmanes.caffeine,org.jdbi",
                "insight|com.fasterxml.jackson,org.jdbi",
                "data|com.fasterxml.jackson,org.jdbi",
                "gate|com.fasterxml.jackson,io.micrometer,io.netty,io.quarkus,io.vertx",
                "gate.limits|org.jdbi",
                "api|com.fasterxml.jackson,io.micrometer",
                "console|de.siegmar.fastcsv,io.quarkus.qute,io.smallrye.common,io.vertx,jakarta.ws.rs,org.jboss.resteasy,Handle",
                "server|io.micrometer,io.quarkus,io.smallrye,io.vertx,org.eclipse.microprofile,org.jboss,org.jdbi,org.yaml.snakeyaml,"
                        + "picocli"
            })
    void shouldUseOnlyTheLibrariesThatTheTableAllows(String wing, String allowed) {
        List<String> packages = Stream.of(EVERYWHERE, List.of(allowed.split(",", -1)))
                .flatMap(List::stream)
                .map(name -> name + "..")
                .toList();
        String besides = wing.equals("gate") ? "io.postern.gate.limits.." : "";

        noClasses()
                .that(resideInAPackage("io.postern." + wing + "..").and(not(resideInAPackage(besides))))
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(packages.toArray(String[]::new)))
                        .and(not(allowed.contains("Handle") ? equivalentTo(Handle.class) : alwaysFalse())))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foundation", "access", "insight", "data", "gate", "api", "console", "server"})
    void shouldFormNoCircleOfRooms(String wing) {
        slices().assignedFrom(roomsOf("io.postern." + wing))
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void shouldNameAPermissionOnEveryResourceMethod() {
        Set<String> silent = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            type.getMethods().stream()
                    .filter(method -> method.getAnnotations().stream()
                            .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class)))
                    .filter(method ->
                            method.isAnnotatedWith(Requires.class) == method.isAnnotatedWith(RequiresNone.class))
                    .forEach(method -> silent.add(method.getFullName()));
        }

        assertThat(silent)
                .as("methods that bear neither @Requires nor @RequiresNone")
                .isEmpty();
    }

    /** What is under a prefix of the API is answered by the gate's own dispatch. */
    @Test
    void shouldKeepPagesOutsideThePrefixesOfTheApi() {
        for (JavaClass type : CLASSES) {
            type.tryGetAnnotationOfType(jakarta.ws.rs.Path.class)
                    .ifPresent(path -> assertThat(Surface.of("/" + path.value().replaceFirst("^/", "")))
                            .as(type.getName())
                            .isEmpty());
        }
    }

    @Test
    void shouldReadTheTimeFromOneClock() {
        noClasses()
                .that(not(resideInAPackage("io.postern.server.startup")))
                .should()
                .callMethod(InstantSource.class, "system")
                .check(CLASSES);
        for (Class<?> clock : List.of(
                Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class)) {
            noClasses().should().callMethod(clock, "now").check(CLASSES);
        }
        noClasses().should().callMethod(Clock.class, "systemUTC").check(CLASSES);
        noClasses().should().callMethod(Clock.class, "systemDefaultZone").check(CLASSES);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(CLASSES);
        noClasses().should().callConstructor(Date.class).check(CLASSES);
    }

    /** Everything else belongs to a subscription, and asks its clock. */
    @Test
    void shouldAskTheServersClockOnlyForWhatBelongsToTheServer() {
        noClasses()
                .that(not(resideInAnyPackage(
                                "io.postern.foundation..",
                                "io.postern.access.session",
                                "io.postern.console.signin",
                                "io.postern.server.startup")
                        .or(type(GuessSlowdown.class))))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(InstantSource.class)
                .check(CLASSES);
    }

    @Test
    void shouldNeverLetTheDatabaseTellTheTime() {
        Pattern time = Pattern.compile(
                "\\bnow\\(\\)|current_timestamp|current_date|localtimestamp|clock_timestamp|statement_timestamp"
                        + "|transaction_timestamp",
                Pattern.CASE_INSENSITIVE);

        assertThat(files(SOURCES)
                        .filter(path ->
                                path.toString().endsWith(".sql") || sqlOf(path).isPresent())
                        .filter(path -> time.matcher(sqlOf(path).orElseGet(() -> read(path)))
                                .find()))
                .isEmpty();
    }

    @Test
    void shouldSayInEveryPackageWhatItIsFor() {
        Set<Path> silent = files(SOURCES.resolve("java"))
                .filter(path -> path.toString().endsWith(".java"))
                .map(Path::getParent)
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(silent).isEmpty();
    }

    /** Each package right below a wing is a room with all that is below it, and so is what stands at the wing's root. */
    private static SliceAssignment roomsOf(String wing) {
        return new SliceAssignment() {
            @Override
            public String getDescription() {
                return "rooms of " + wing + ", its root among them";
            }

            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                if (name.equals(wing)) {
                    return SliceIdentifier.of("the root");
                }
                return name.startsWith(wing + ".")
                        ? SliceIdentifier.of(name.substring(wing.length() + 1).split("\\.", 2)[0])
                        : SliceIdentifier.ignore();
            }
        };
    }

    /** The text blocks of a Java file that speak SQL; empty when there are none. */
    private static java.util.Optional<String> sqlOf(Path path) {
        if (!path.toString().endsWith(".java")) {
            return java.util.Optional.empty();
        }
        Pattern literal = Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
        String sql = literal.matcher(read(path))
                .results()
                .map(found -> found.group())
                .filter(text -> text.matches("(?is).*\\b(select|insert|update|delete|create)\\b.*"))
                .collect(Collectors.joining("\n"));
        return sql.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(sql);
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
