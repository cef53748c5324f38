package io.postern.server.accessfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.permission.Permission;
import io.postern.console.permissions.Finding;
import io.postern.console.permissions.Finding.Needed;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the Permission Finder shows as an access file is one. */
class FoundRoleTest {
    @Test
    void shouldReadARoleWithThePermissionsThatWereFound() {
        List<Permission> permissions = List.copyOf(EnumSet.allOf(Permission.class));
        Finding finding = new Finding(
                List.of(),
                permissions.stream()
                        .map(permission -> new Needed(permission, "", List.of()))
                        .toList(),
                0);
        Mistakes mistakes = new Mistakes("f.yaml");

        AccessFile file = AccessFileParser.parse(
                        "subscription: {munchkinId: 123-ABC-456}\n" + finding.accessFile(), Map.of(), mistakes)
                .orElseThrow();

        assertThat(mistakes.lines()).isEmpty();
        assertThat(file.roles())
                .singleElement()
                .satisfies(role -> assertThat(role.permissions().orElseThrow().value())
                        .containsExactlyInAnyOrderElementsOf(permissions));
    }
}
