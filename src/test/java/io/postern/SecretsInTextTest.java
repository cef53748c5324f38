package io.postern;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No record that holds a secret shows it as text, for texts reach the log. */
class SecretsInTextTest {
    /** Of the form of whatever may be checked: a client secret, a password, a token, an address of a database. */
    private static final String SECRET = "0badc0de-5ec7-4e75-9999-0123456789ab";

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(secret|password|accessToken|masterKey|hash)|token");
    private static final Pattern SECRET_TYPE = Pattern.compile(".*(Secret|Password|Token|Issued|Credentials)");
    /** Tokens of pages, and the mark of a warning that was seen, open nothing. */
    private static final List<String> NO_SECRETS = List.of("nextPageToken", "RecordQuery.token", "ShutOut.token");

    @Test
    void shouldShowNoSecret() throws Exception {
        List<String> checked = new ArrayList<>();
        SoftAssertions softly = new SoftAssertions();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.postern")) {
            if (type.isRecord()) {
                check(type.reflect(), checked, softly);
            }
        }

        softly.assertAll();
        assertThat(checked).contains("ClientSecret", "PresentedToken", "ClientCredentials", "Granted", "Issued");
    }

    private static void check(Class<?> type, List<String> checked, SoftAssertions softly)
            throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        boolean any = false;
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            boolean secret = isSecret(type, components[i]);
            any |= secret;
            values[i] = secret ? secretOf(components[i].getType()) : otherOf(components[i].getType());
        }
        if (!any) {
            return;
        }
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
        constructor.setAccessible(true);
        softly.assertThat(constructor.newInstance(values).toString())
                .as(type.getName())
                .doesNotContain(SECRET);
        checked.add(type.getSimpleName());
    }

    private static boolean isSecret(Class<?> type, RecordComponent component) {
        String name = component.getName();
        boolean isText = component.getType() == String.class
                || component.getGenericType().getTypeName().equals("java.util.Optional<java.lang.String>");
        return isText
                && !NO_SECRETS.contains(name)
                && !NO_SECRETS.contains(type.getSimpleName() + "." + name)
                && (SECRET_NAME.matcher(name).matches()
                        || (name.equals("text")
                                && SECRET_TYPE.matcher(type.getSimpleName()).matches()));
    }

    private static Object secretOf(Class<?> type) {
        return type == Optional.class ? Optional.of(SECRET) : SECRET;
    }

    private static @Nullable Object otherOf(Class<?> type) {
        if (type == String.class) {
            return "";
        } else if (type == Optional.class) {
            return Optional.empty();
        } else if (type == List.class) {
            return List.of();
        } else if (type == UUID.class) {
            return new UUID(0, 0);
        } else if (type == int.class) {
            return 2;
        } else if (type == long.class) {
            return 2L;
        } else if (type == boolean.class) {
            return false;
        }
        return null;
    }
}
