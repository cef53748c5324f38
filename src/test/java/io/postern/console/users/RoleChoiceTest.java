package io.postern.console.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.Role;
import io.postern.access.role.RoleType;
import io.postern.access.subscription.Workspace;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What ticks become: assignments, no more and no fewer than were meant. */
class RoleChoiceTest {
    private static final Role ADMIN = new Role(1, "Admin", "", RoleType.SYSTEM, true, Set.of(Permission.ACCESS_ADMIN));
    private static final Role SYNC = new Role(
            105, "Sync", "", RoleType.CUSTOM, false, Set.of(Permission.ACCESS_API, Permission.READ_ONLY_PERSON));
    private static final Workspace DEFAULT = new Workspace(1, "Default", "");
    private static final Workspace EMEA = new Workspace(1008, "EMEA", "");

    @Test
    void shouldAssignForAllWorkspacesWhatIsTickedInAll() {
        assertThat(assigned(List.of(DEFAULT, EMEA), List.of(), form(List.of("105"), List.of("105:1", "105:1008"))))
                .containsExactly(new Assignment(105, WorkspacePermissions.ALL));
        assertThat(assigned(List.of(DEFAULT, EMEA), List.of(), form(List.of("105"), List.of())))
                .as("without a script only the role is ticked")
                .containsExactly(new Assignment(105, WorkspacePermissions.ALL));
        assertThat(assigned(List.of(DEFAULT, EMEA), List.of(), form(List.of("1"), List.of())))
                .containsExactly(new Assignment(1, WorkspacePermissions.ALL));
    }

    @Test
    void shouldAssignEachWorkspaceWhereTheGiverMayNotGiveAll() {
        Assignables all = new Assignables(List.of(ADMIN, SYNC), List.of(DEFAULT, EMEA));
        List<RoleChoice> nothing = all.as(List.of());

        assertThat(RoleChoice.assignments(
                        all.as(form(List.of("105"), List.of("105:1", "105:1008"))), nothing, List.of(), id -> false))
                .containsExactlyInAnyOrder(new Assignment(105, 1), new Assignment(105, 1008));
        assertThat(RoleChoice.assignments(all.as(form(List.of("1"), List.of())), nothing, List.of(), id -> false))
                .as("there is no other way to give it; access refuses")
                .containsExactly(new Assignment(1, WorkspacePermissions.ALL));
    }

    @Test
    void shouldAssignOnlyTheWorkspacesThatAreTicked() {
        assertThat(assigned(List.of(DEFAULT, EMEA), List.of(), form(List.of("105"), List.of("105:1008"))))
                .containsExactly(new Assignment(105, 1008));
        assertThat(assigned(List.of(DEFAULT, EMEA), List.of(), form(List.of("7", "x"), List.of("105:9", "x:1", ":"))))
                .as("what is not there")
                .isEmpty();
        assertThat(assigned(List.of(DEFAULT, EMEA), List.of(), form(List.of("105"), List.of("105:9"))))
                .as("in a workspace that is not there, and so in none")
                .isEmpty();
    }

    @Test
    void shouldNotWidenAnAssignmentThatWasLeftAlone() {
        List<Assignment> before = List.of(new Assignment(105, 1));

        assertThat(assigned(List.of(DEFAULT), before, form(List.of("105"), List.of("105:1"))))
                .as("in the only workspace, not in those still to come")
                .containsExactly(new Assignment(105, 1));
        assertThat(assigned(List.of(DEFAULT, EMEA), before, form(List.of("105"), List.of("105:1", "105:1008"))))
                .containsExactly(new Assignment(105, WorkspacePermissions.ALL));
        assertThat(assigned(List.of(DEFAULT), before, form(List.of(), List.of())))
                .isEmpty();
    }

    @Test
    void shouldKnowWhichRolesLetAnIntegrationCall() {
        Role group = new Role(106, "Empty group", "", RoleType.CUSTOM, false, Set.of(Permission.ACCESS_API));
        List<RoleChoice> ticked = RoleChoice.of(
                List.of(ADMIN, group), List.of(DEFAULT), List.of(new Assignment(1, 0), new Assignment(106, 0)));

        assertThat(RoleChoice.callNothing(ticked)).isTrue();
        assertThat(RoleChoice.callNothing(RoleChoice.of(
                        List.of(ADMIN, SYNC), List.of(DEFAULT), List.of(new Assignment(1, 0), new Assignment(105, 1)))))
                .isFalse();
        assertThat(RoleChoice.callNothing(List.of())).as("no role at all").isFalse();
    }

    private static Set<Assignment> assigned(List<Workspace> workspaces, List<Assignment> before, UserForm form) {
        Assignables all = new Assignables(List.of(ADMIN, SYNC), workspaces);
        return RoleChoice.assignments(all.as(form), all.as(before), before, id -> true);
    }

    private static UserForm form(List<String> roles, List<String> workspaces) {
        UserForm form = new UserForm();
        form.roles = roles;
        form.workspaces = workspaces;
        return form;
    }
}
