package io.postern.access.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.postern.access.operation.CatalogOperation.Further;
import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import io.postern.foundation.wire.Surface;
import io.postern.testing.ServedOperations;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationCatalogTest {
    private static final OperationTable SERVED = ServedOperations.table();
    private static final OperationCatalog CATALOG = new OperationCatalog(SERVED);

    /** 327 are documented, of which two are the token endpoint's; clients send one more. */
    @Test
    void shouldListEveryDocumentedOperationOnceInOrder() {
        assertThat(CATALOG.operations())
                .hasSize(327 - 2 + 1)
                .isSortedAccordingTo(Comparator.comparing(CatalogOperation::group)
                        .thenComparing(operation -> operation.path().toLowerCase(Locale.ROOT))
                        .thenComparing(CatalogOperation::method));
        assertThat(CATALOG.operations())
                .extracting(operation -> operation.method() + " "
                        + operation.path().replaceAll("\\{.*?}", "{}").toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
        assertThat(CATALOG.operations()).extracting(CatalogOperation::id).doesNotHaveDuplicates();
    }

    @Test
    void shouldNameOfEachOperationWhereItBelongsAndNothingOdd() {
        assertThat(CATALOG.operations()).allSatisfy(operation -> {
            assertThat(operation.method()).isIn("GET", "POST", "DELETE");
            assertThat(operation.path())
                    .matches("/(rest|rest/asset|bulk|userservice/management)/v1(/[\\w{}]+)+\\.json");
            assertThat(Surface.of(operation.path())).isPresent();
            assertThat(operation.id()).matches("\\w+");
            assertThat(operation.name()).matches("[A-Za-z0-9]+").doesNotContain("Using", "GET", "POST");
            assertThat(operation.group()).matches("[A-Z][A-Za-z]+( [A-Z][A-Za-z]+)*");
        });
        assertThat(groups()).hasSize(39).contains("Leads", "Bulk Export Leads", "User Management");
    }

    @Test
    void shouldAskForPermissionsOfTheApiAndNamePermissionsThatReadOnceOnly() {
        assertThat(CATALOG.operations())
                .filteredOn(operation -> !operation.group().equals("User Management"))
                .allSatisfy(operation -> assertThat(operation.permissions())
                        .satisfies(required -> assertThat(required.anyOf()).allMatch(Permission::isApi))
                        .satisfies(required -> assertThat(required.allOf()).isEmpty()));
        assertThat(CATALOG.operations())
                .filteredOn(operation -> operation.permissions().equals(RequiredPermissions.NONE))
                .extracting(CatalogOperation::group)
                .containsExactly("Usage", "Usage", "Usage", "Usage");
        assertThat(CATALOG.operations())
                .filteredOn(operation -> operation.permissions().anyOf().size() > 1)
                .allSatisfy(operation -> assertThat(operation.permissions().anyOf())
                        .containsExactly(
                                Permission.READ_WRITE_SCHEMA_STANDARD_FIELD, Permission.READ_WRITE_SCHEMA_CUSTOM_FIELD))
                .hasSize(12);
    }

    /** Where this version answers an operation, the gate and the catalogue ask for the same. */
    @Test
    void shouldAskForWhatTheGateAsksFor() {
        List<Operation> served =
                SERVED.operations().stream().filter(Operation::authenticated).toList();

        assertThat(served).isNotEmpty().allSatisfy(operation -> {
            CatalogOperation listed =
                    CATALOG.find(operation.method(), operation.path()).orElseThrow();
            assertThat(listed.permissions()).as(operation.path()).isEqualTo(operation.permissions());
            assertThat(listed.served()).isTrue();
        });
        assertThat(CATALOG.operations().stream().filter(CatalogOperation::served))
                .hasSameSizeAs(served);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /rest/asset/v1/email/{id}/approveDraft.json, APPROVE_ASSETS",
        "POST, /rest/asset/v1/snippet/{id}/unapprove.json, APPROVE_ASSETS",
        "POST, /rest/asset/v1/program/{id}/approve.json, READ_WRITE_ASSETS",
        "POST, /rest/v1/campaigns/{id}/trigger.json, EXECUTE_CAMPAIGN",
        "POST, /rest/asset/v1/smartCampaign/{id}/activate.json, ACTIVATE_CAMPAIGN",
        "POST, /rest/v1/leads/schema/fields.json, READ_WRITE_SCHEMA_CUSTOM_FIELD",
        "GET, /rest/v1/lists/{id}/leads/ismember.json, READ_WRITE_PERSON",
        "GET, /rest/asset/v1/form/{id}/usedBy.json, READ_ONLY_ASSETS",
        "GET, /rest/v1/leads/{id}/listMembership.json, READ_ONLY_ASSETS",
        "DELETE, /rest/v1/leads.json, READ_WRITE_PERSON",
    })
    void shouldAskForWhatTheReferenceNamesMoreExactly(String method, String path, Permission permission) {
        assertThat(CATALOG.find(method, path).orElseThrow().permissions())
                .isEqualTo(new RequiredPermissions(List.of(permission), List.of()));
    }

    @Test
    void shouldAskForBothPermissionsOfUserManagement() {
        assertThat(CATALOG.operations())
                .filteredOn(operation -> operation.group().equals("User Management"))
                .hasSize(12)
                .extracting(CatalogOperation::permissions)
                .containsOnly(new RequiredPermissions(
                        List.of(), List.of(Permission.ACCESS_USER_MANAGEMENT_API, Permission.ACCESS_USERS)));
    }

    @Test
    void shouldSayWhatAParameterAsksForBesides() {
        assertThat(CATALOG.operations())
                .filteredOn(operation -> operation.further().isPresent())
                .extracting(
                        CatalogOperation::path, operation -> operation.further().orElseThrow())
                .containsExactlyInAnyOrder(
                        tuple(
                                "/rest/asset/v1/email/{id}/fullContent.json",
                                new Further("leadId", Permission.READ_ONLY_PERSON)),
                        tuple(
                                "/rest/asset/v1/landingPage/{id}/fullContent.json",
                                new Further("leadId", Permission.READ_ONLY_PERSON)));
    }

    @Test
    void shouldFindAnOperationWhateverItsParametersAreCalled() {
        assertThat(CATALOG.find("GET", "/rest/v1/Lead/{anything}.json").map(CatalogOperation::group))
                .contains("Leads");
        assertThat(CATALOG.find("PUT", "/rest/v1/lead/{leadId}.json")).isEmpty();
        assertThat(CATALOG.find("GET", "/identity/oauth/token")).isEmpty();
        assertThat(CATALOG.ofId("syncLeadUsingPOST").map(CatalogOperation::name))
                .isEqualTo(Optional.of("syncLead"));
        assertThat(CATALOG.ofId("syncLead")).isEmpty();
    }

    private static Set<String> groups() {
        return CATALOG.operations().stream().map(CatalogOperation::group).collect(Collectors.toSet());
    }
}
