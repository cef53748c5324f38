package io.postern.access.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionTest {
    @Test
    void shouldKnowTheWholeTree() {
        assertThat(Permission.ACCESS_API.children()).hasSize(33);
        assertThat(Permission.ACCESS_ADMIN.children()).hasSize(36);
        assertThat(Arrays.stream(Permission.values()).filter(p -> p.parent().isEmpty()))
                .hasSize(10);
    }

    @ParameterizedTest
    @EnumSource(Permission.class)
    void shouldFindEachByItsLabel(Permission permission) {
        assertThat(Permission.named(permission.label())).hasValue(permission);
        assertThat(Permission.named(" " + permission.label().toUpperCase() + " "))
                .hasValue(permission);
    }

    @ParameterizedTest
    @CsvSource({
        "Read-Only Lead, READ_ONLY_PERSON",
        "read-write leads, READ_WRITE_PERSON",
        "Read-Only Campaigns, READ_ONLY_CAMPAIGN",
        "Read-Only Asset, READ_ONLY_ASSETS",
        "Read-Write Activities, READ_WRITE_ACTIVITY",
        "Read-Only Opportunities, READ_ONLY_OPPORTUNITY",
        "Access User Management API, ACCESS_USER_MANAGEMENT_API"
    })
    void shouldFindOneByAnotherSpelling(String label, Permission permission) {
        assertThat(Permission.named(label)).hasValue(permission);
    }

    @Test
    void shouldNotFindWhatIsNotThere() {
        assertThat(Permission.named("Read-Only Weather")).isEmpty();
        assertThat(Permission.named("")).isEmpty();
    }

    @Test
    void shouldLetReadWriteStandInForReadOnly() {
        RequiredPermissions read = RequiredPermissions.anyOf(Permission.READ_ONLY_PERSON);
        RequiredPermissions write = RequiredPermissions.anyOf(Permission.READ_WRITE_PERSON);

        assertThat(read.satisfiedBy(Set.of(Permission.READ_WRITE_PERSON))).isTrue();
        assertThat(write.satisfiedBy(Set.of(Permission.READ_ONLY_PERSON))).isFalse();
        assertThat(read.satisfiedBy(Set.of())).isFalse();
        assertThat(RequiredPermissions.NONE.satisfiedBy(Set.of())).isTrue();
    }

    @Test
    void shouldAskForEveryOneOfAllOf() {
        RequiredPermissions both =
                RequiredPermissions.allOf(Permission.ACCESS_USER_MANAGEMENT_API, Permission.ACCESS_USERS);

        assertThat(both.satisfiedBy(Set.of(Permission.ACCESS_USERS))).isFalse();
        assertThat(both.satisfiedBy(Set.of(Permission.ACCESS_USERS, Permission.ACCESS_USER_MANAGEMENT_API)))
                .isTrue();
    }

    @Test
    void shouldGiveAChildWithoutItsParentNoEffect() {
        assertThat(Permission.effective(Set.of(Permission.READ_ONLY_PERSON))).isEmpty();
        assertThat(Permission.effective(Set.of(Permission.READ_ONLY_PERSON, Permission.ACCESS_API)))
                .containsExactlyInAnyOrder(Permission.ACCESS_API, Permission.READ_ONLY_PERSON);
    }
}
