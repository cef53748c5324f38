package io.postern.access.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkspacePermissionsTest {
    private static final RequiredPermissions BOTH =
            RequiredPermissions.allOf(Permission.ACCESS_USER_MANAGEMENT_API, Permission.ACCESS_USERS);

    @Test
    void shouldAskForAllThatIsRequiredInOneWorkspace() {
        WorkspacePermissions apart = WorkspacePermissions.of(Map.of(
                1, Permission.withAncestors(List.of(Permission.ACCESS_USERS)),
                2, Permission.withAncestors(List.of(Permission.ACCESS_USER_MANAGEMENT_API))));
        WorkspacePermissions together = WorkspacePermissions.of(Map.of(
                WorkspacePermissions.ALL,
                Permission.withAncestors(List.of(Permission.ACCESS_USERS)),
                2,
                Permission.withAncestors(List.of(Permission.ACCESS_USER_MANAGEMENT_API))));

        assertThat(apart.satisfySomewhere(BOTH)).isFalse();
        assertThat(together.satisfySomewhere(BOTH)).isTrue();
        assertThat(together.workspacesWith(BOTH)).containsExactly(2);
    }

    @Test
    void shouldHoldEverywhereWhatIsHeldInAllWorkspaces() {
        WorkspacePermissions all = WorkspacePermissions.of(
                Map.of(WorkspacePermissions.ALL, Permission.withAncestors(List.of(Permission.READ_ONLY_PERSON))));

        assertThat(all.in(1008)).contains(Permission.READ_ONLY_PERSON);
        assertThat(WorkspacePermissions.NONE.in(1)).isEmpty();
    }

    @Test
    void shouldSatisfyNothingButNothingWithoutPermissions() {
        assertThat(WorkspacePermissions.NONE.satisfySomewhere(RequiredPermissions.NONE))
                .isTrue();
        assertThat(WorkspacePermissions.of(Map.of(1, Set.of())).satisfySomewhere(BOTH))
                .isFalse();
    }
}
