package io.postern.insight.advice;

import static io.postern.access.permission.Permission.ACCESS_API;
import static io.postern.access.permission.Permission.ACCESS_USERS;
import static io.postern.access.permission.Permission.ACCESS_USER_MANAGEMENT_API;
import static io.postern.access.permission.Permission.APPROVE_ASSETS;
import static io.postern.access.permission.Permission.READ_ONLY_ACTIVITY;
import static io.postern.access.permission.Permission.READ_ONLY_ASSETS;
import static io.postern.access.permission.Permission.READ_ONLY_CAMPAIGN;
import static io.postern.access.permission.Permission.READ_ONLY_PERSON;
import static io.postern.access.permission.Permission.READ_WRITE_ASSETS;
import static io.postern.access.permission.Permission.READ_WRITE_PERSON;
import static io.postern.access.permission.Permission.READ_WRITE_SCHEMA_CUSTOM_FIELD;
import static io.postern.access.permission.Permission.READ_WRITE_SCHEMA_STANDARD_FIELD;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.operation.Operation;
import io.postern.access.operation.OperationTable;
import io.postern.access.operation.Operations;
import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import io.postern.testing.Cases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SmallestPermissionsTest {
    /** Few enough to try all sets of them. */
    private static final List<Permission> SOME = List.of(
            ACCESS_API,
            APPROVE_ASSETS,
            READ_ONLY_ACTIVITY,
            READ_ONLY_ASSETS,
            READ_WRITE_ASSETS,
            READ_ONLY_PERSON,
            READ_WRITE_PERSON,
            READ_WRITE_SCHEMA_STANDARD_FIELD,
            READ_WRITE_SCHEMA_CUSTOM_FIELD,
            ACCESS_USERS);

    @Test
    void shouldTakeReadOnlyWhereNothingIsWritten() {
        assertThat(smallest(anyOf(READ_ONLY_PERSON), anyOf(READ_ONLY_ASSETS)))
                .containsExactly(READ_ONLY_ASSETS, READ_ONLY_PERSON);
    }

    @Test
    void shouldTakeOneReadWriteInsteadOfBoth() {
        assertThat(smallest(anyOf(READ_ONLY_PERSON), anyOf(READ_WRITE_PERSON))).containsExactly(READ_WRITE_PERSON);
    }

    @Test
    void shouldTakeThePermissionThatDoesForMost() {
        RequiredPermissions eitherField = anyOf(READ_WRITE_SCHEMA_STANDARD_FIELD, READ_WRITE_SCHEMA_CUSTOM_FIELD);

        assertThat(smallest(eitherField)).containsExactly(READ_WRITE_SCHEMA_STANDARD_FIELD);
        assertThat(smallest(eitherField, anyOf(READ_WRITE_SCHEMA_CUSTOM_FIELD)))
                .containsExactly(READ_WRITE_SCHEMA_CUSTOM_FIELD);
        assertThat(smallest(
                        anyOf(APPROVE_ASSETS, READ_ONLY_PERSON),
                        anyOf(READ_ONLY_ASSETS, READ_WRITE_PERSON),
                        anyOf(READ_WRITE_PERSON, READ_WRITE_SCHEMA_CUSTOM_FIELD)))
                .containsExactly(READ_WRITE_PERSON);
    }

    @Test
    void shouldPreferOfAsManyWhatAllowsLeast() {
        assertThat(smallest(anyOf(APPROVE_ASSETS, READ_ONLY_PERSON))).containsExactly(READ_ONLY_PERSON);
    }

    @Test
    void shouldTakeEveryOneOfWhatIsAskedForTogether() {
        assertThat(smallest(RequiredPermissions.allOf(ACCESS_USER_MANAGEMENT_API, ACCESS_USERS)))
                .containsExactly(ACCESS_USER_MANAGEMENT_API, ACCESS_USERS);
    }

    @Test
    void shouldLeaveOutParentsThatAreGrantedWithTheirChildren() {
        assertThat(smallest(anyOf(ACCESS_API), anyOf(READ_ONLY_PERSON))).containsExactly(READ_ONLY_PERSON);
        assertThat(smallest(anyOf(ACCESS_API))).containsExactly(ACCESS_API);
    }

    @Test
    void shouldNeedNothingForNothing() {
        assertThat(SmallestPermissions.of(List.of()).permissions()).isEmpty();
        assertThat(smallest(RequiredPermissions.NONE)).isEmpty();
    }

    @Test
    void shouldFindTheSetForAllOperationsAtOnce() {
        List<RequiredPermissions> all = new Operations(OperationTable.read())
                .withToken().stream().map(Operation::permissions).toList();

        Set<Permission> found = SmallestPermissions.of(all).permissions();

        assertThat(found)
                .hasSize(28)
                .contains(READ_WRITE_SCHEMA_CUSTOM_FIELD, ACCESS_USERS)
                .doesNotContain(READ_WRITE_SCHEMA_STANDARD_FIELD)
                // no operation writes campaigns themselves
                .filteredOn(permission -> permission.name().startsWith("READ_ONLY_"))
                .containsExactly(READ_ONLY_CAMPAIGN);
        assertSatisfied(all, found);
    }

    @Test
    void shouldSayWhichOperationsAPermissionIsFor() {
        assertThat(SmallestPermissions.isOfUse(READ_WRITE_PERSON, anyOf(READ_ONLY_PERSON)))
                .isTrue();
        assertThat(SmallestPermissions.isOfUse(READ_ONLY_PERSON, anyOf(READ_WRITE_PERSON)))
                .isFalse();
        assertThat(SmallestPermissions.isOfUse(READ_ONLY_PERSON, RequiredPermissions.NONE))
                .isFalse();
    }

    @Test
    void shouldSatisfyEverythingAndNeedEveryPermission() {
        Cases.run(500, given -> checkThatEveryPermissionIsNeeded(requirements(given)));
    }

    private static void checkThatEveryPermissionIsNeeded(List<RequiredPermissions> required) {
        Set<Permission> found = SmallestPermissions.of(required).permissions();

        assertSatisfied(required, found);
        for (Permission permission : found) {
            Set<Permission> without = EnumSet.copyOf(found);
            without.remove(permission);
            assertThat(satisfied(required, without))
                    .as(found + " without " + permission)
                    .isFalse();
        }
    }

    @Test
    void shouldBeTheBestOfAllSetsInWhateverOrder() {
        Cases.run(300, given -> checkAgainstAllSets(requirements(given)));
    }

    private static void checkAgainstAllSets(List<RequiredPermissions> required) {
        List<RequiredPermissions> backwards = new ArrayList<>(required);
        Collections.reverse(backwards);

        assertThat(SmallestPermissions.of(required).permissions()).isEqualTo(best(required));
        assertThat(SmallestPermissions.of(backwards)).isEqualTo(SmallestPermissions.of(required));
    }

    @Test
    void shouldDoWithinWhatIsGrantedForWhatThatDoes() {
        Cases.run(
                500,
                given -> checkAgainstTheGrant(
                        requirements(given), Permission.withAncestors(given.someOf(SOME, SOME.size()))));
    }

    private static void checkAgainstTheGrant(List<RequiredPermissions> required, Set<Permission> granted) {
        Set<Permission> found = SmallestPermissions.within(required, granted).permissions();

        assertThat(granted).containsAll(found);
        for (RequiredPermissions one : required) {
            for (RequiredPermissions part : parts(one)) {
                assertThat(satisfied(List.of(part), found))
                        .as(part + " of " + found)
                        .isEqualTo(satisfied(List.of(part), granted));
            }
        }
    }

    @Test
    void shouldLeaveOutOfWhatIsGrantedWhatNothingAsksFor() {
        assertThat(SmallestPermissions.within(
                                List.of(anyOf(READ_ONLY_PERSON), anyOf(READ_ONLY_ASSETS)),
                                EnumSet.of(ACCESS_API, READ_ONLY_PERSON, READ_WRITE_PERSON, APPROVE_ASSETS))
                        .permissions())
                .containsExactly(READ_ONLY_PERSON);
        assertThat(SmallestPermissions.within(
                                List.of(anyOf(READ_ONLY_PERSON)), EnumSet.of(ACCESS_API, READ_WRITE_PERSON))
                        .permissions())
                .containsExactly(READ_WRITE_PERSON);
    }

    /** What is asked for, each by itself: a grant that does for one part of it is not to lose that. */
    private static List<RequiredPermissions> parts(RequiredPermissions required) {
        return required.groups().stream()
                .map(group -> new RequiredPermissions(List.of(group)))
                .toList();
    }

    private static List<RequiredPermissions> requirements(Cases.Given given) {
        return given.list(0, 6, () -> required(given.someOf(SOME, 3), given.someOf(SOME, 1)));
    }

    /** One of some, and each of others. */
    private static RequiredPermissions required(List<Permission> any, List<Permission> all) {
        return new RequiredPermissions(
                Stream.concat(Stream.of(any), all.stream().map(List::of))
                        .filter(group -> !group.isEmpty())
                        .toList());
    }

    /** Looks at every set there is. */
    private static Set<Permission> best(List<RequiredPermissions> required) {
        return IntStream.range(0, 1 << SOME.size())
                .mapToObj(SmallestPermissionsTest::set)
                .filter(set -> satisfied(required, set))
                .min(Comparator.<Set<Permission>>comparingInt(Set::size)
                        .thenComparingInt(set -> set.stream()
                                .mapToInt(SmallestPermissionsTest::right)
                                .sum())
                        .thenComparing(set -> set.toArray(Permission[]::new), Arrays::<Permission>compare))
                .orElseThrow();
    }

    private static int right(Permission permission) {
        return permission == ACCESS_API ? 0 : permission.name().startsWith("READ_ONLY") ? 1 : 2;
    }

    private static Set<Permission> set(int bits) {
        Set<Permission> set = EnumSet.noneOf(Permission.class);
        for (int i = 0; i < SOME.size(); i++) {
            if ((bits >> i & 1) == 1) {
                set.add(SOME.get(i));
            }
        }
        return set;
    }

    private static void assertSatisfied(Collection<RequiredPermissions> required, Set<Permission> granted) {
        assertThat(required).allMatch(one -> one.satisfiedBy(Permission.withAncestors(granted)));
    }

    private static boolean satisfied(Collection<RequiredPermissions> required, Set<Permission> granted) {
        return required.stream().allMatch(one -> one.satisfiedBy(Permission.withAncestors(granted)));
    }

    private static RequiredPermissions anyOf(Permission... permissions) {
        return RequiredPermissions.anyOf(permissions);
    }

    private static Set<Permission> smallest(RequiredPermissions... required) {
        return SmallestPermissions.of(List.of(required)).permissions();
    }
}
