package io.postern.console.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.permission.Permission;
import io.postern.console.Language;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class PermissionMessagesTest {
    @ParameterizedTest
    @EnumSource(Language.class)
    void shouldSayInEveryLanguageWhatIntegrationsMayDoAndWhatAGroupIsFor(Language language) {
        Assumptions.assumeTrue(
                PermissionMessages.class.getResource("/messages/permissions_" + language.tag() + ".properties")
                        != null);
        PermissionMessages said = messages(language);
        PermissionMessages english = messages(Language.ENGLISH);

        assertThat(Arrays.stream(Permission.values())
                        .filter(permission ->
                                permission.isApi() || permission.parent().isEmpty()))
                .allSatisfy(permission -> assertThat(said.description(permission))
                        .isNotBlank()
                        .isEqualTo(said.description(permission).strip()));
        assertThat(Arrays.stream(Permission.values()))
                .allSatisfy(
                        permission -> assertThat(said.description(permission).isEmpty())
                                .isEqualTo(english.description(permission).isEmpty()));
        if (language != Language.ENGLISH) {
            assertThat(Permission.ACCESS_API.children())
                    .allSatisfy(permission ->
                            assertThat(said.description(permission)).isNotEqualTo(english.description(permission)));
        }
    }

    private static PermissionMessages messages(Language language) {
        return MessageBundles.get(PermissionMessages.class, Localized.Literal.of(language.tag()));
    }
}
