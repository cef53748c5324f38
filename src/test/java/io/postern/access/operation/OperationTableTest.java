package io.postern.access.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.postern.access.operation.Operation.Further;
import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationTableTest {
    private static final OperationTable TABLE = OperationTable.read();

    /** 367 are documented; clients send three more. */
    @Test
    void shouldListEveryDocumentedOperationOnceInOrder() {
        assertThat(TABLE.operations())
                .hasSize(367 + 3)
                .isSortedAccordingTo(Comparator.comparing(Operation::group)
                        .thenComparing(operation -> operation.path().toLowerCase(Locale.ROOT))
                        .thenComparing(Operation::method));
        assertThat(TABLE.operations())
                .extracting(operation -> operation.method() + " "
                        + operation.path().replaceAll("\\{.*?}", "{}").toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
        assertThat(TABLE.operations()).extracting(Operation::id).doesNotHaveDuplicates();
    }

    @Test
    void shouldNameOfEachOperationWhereItBelongsAndNothingOdd() {
        assertThat(TABLE.operations()).allSatisfy(operation -> {
            assertThat(operation.method()).isIn("GET", "POST", "DELETE");
            assertThat(operation.path())
                    .matches(
                            "/(rest|rest/asset|bulk|userservice/management)/v1(/[\\w{}]+)+\\.json|/rest/asset/v2(/[\\w{}]+)+"
                                    + "|/subscriptions(/[\\w{}]+)+|/identity/oauth/token");
            assertThat(operation.id()).matches("\\w+");
            assertThat(operation.label()).matches("[A-Za-z0-9]+").doesNotContain("Using", "GET", "POST");
            assertThat(operation.group()).matches("[A-Z][A-Za-z]+( [A-Z][A-Za-z]+)*( \\(New\\))?");
        });
        assertThat(groups()).hasSize(44).contains("Leads", "Bulk Export Leads", "User Management");
    }

    @Test
    void shouldAskForPermissionsOfTheApi() {
        assertThat(TABLE.operations())
                .filteredOn(operation -> !operation.group().equals("User Management")
                        && !operation.path().startsWith("/rest/asset/v2"))
                .allSatisfy(operation -> assertThat(operation.permissions().groups())
                        .hasSizeLessThanOrEqualTo(1)
                        .allSatisfy(group -> assertThat(group).allMatch(Permission::isApi)));
        assertThat(TABLE.operations())
                .filteredOn(operation -> operation.permissions().equals(RequiredPermissions.NONE))
                .extracting(Operation::group)
                .containsExactly("Identity", "Identity", "Usage", "Usage", "Usage", "Usage");
        assertThat(TABLE.operations())
                .filteredOn(
                        operation -> operation.permissions().groups().stream().anyMatch(group -> group.size() > 1))
                .allSatisfy(operation -> assertThat(operation.permissions())
                        .isEqualTo(RequiredPermissions.anyOf(
                                Permission.READ_WRITE_SCHEMA_STANDARD_FIELD,
                                Permission.READ_WRITE_SCHEMA_CUSTOM_FIELD)))
                .hasSize(12);
        assertThat(TABLE.operations())
                .filteredOn(operation -> !operation.authenticated())
                .extracting(Operation::path)
                .containsOnly("/identity/oauth/token");
    }

    /** Of the second version of assets, rights of the design studio are asked for beside those of the API. */
    @Test
    void shouldAskForAllRightsOfTheSecondVersionOfAssets() {
        assertThat(TABLE.ofRoute("POST", "/rest/asset/v2/email/{id}/update")
                        .orElseThrow()
                        .permissions())
                .isEqualTo(RequiredPermissions.allOf(
                        Permission.READ_WRITE_ASSETS, Permission.ACCESS_DESIGN_STUDIO, Permission.EDIT_EMAIL));
        assertThat(TABLE.operations())
                .filteredOn(operation -> operation.path().startsWith("/rest/asset/v2"))
                .hasSize(33)
                .allSatisfy(operation ->
                        assertThat(operation.permissions().named()).contains(Permission.ACCESS_DESIGN_STUDIO));
    }

    @Test
    void shouldReadWhatAnOperationTakes() {
        Signature sync = TABLE.ofId("syncLeadUsingPOST").orElseThrow().signature();
        Signature create = TABLE.ofId("createFileUsingPOST").orElseThrow().signature();

        assertThat(sync.parameters()).isEmpty();
        assertThat(sync.body().orElseThrow().schema()).isEqualTo("SyncLeadRequest");
        assertThat(sync.body().orElseThrow().members())
                .contains(new Signature.Member("input", true), new Signature.Member("action", false));
        assertThat(sync.answer()).isEqualTo("ResponseOfLead");
        assertThat(create.body().orElseThrow().mediaType()).isEqualTo("multipart/form-data");
        assertThat(TABLE.ofId("getLeadByIdUsingGET").orElseThrow().signature().parameters())
                .contains(new Signature.Parameter("leadId", Signature.Place.PATH, "integer", true));
    }

    @Test
    void shouldNameEachParameterOfThePathInTheSignature() {
        assertThat(TABLE.operations())
                .allSatisfy(operation -> assertThat(operation.signature().parameters().stream()
                                .filter(parameter -> parameter.place() == Signature.Place.PATH)
                                .map(Signature.Parameter::name))
                        .as(operation.id())
                        .containsExactlyInAnyOrderElementsOf(operation.route().parameters()));
    }

    @Test
    void shouldRefuseTwoRowsForOneCall() {
        Operation one = TABLE.operations().getFirst();

        assertThatThrownBy(() -> TABLE.with(List.of(one))).isInstanceOf(IllegalStateException.class);
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
        assertThat(TABLE.ofRoute(method, path).orElseThrow().permissions())
                .isEqualTo(RequiredPermissions.anyOf(permission));
    }

    @Test
    void shouldAskForBothPermissionsOfUserManagement() {
        assertThat(TABLE.operations())
                .filteredOn(operation -> operation.group().equals("User Management"))
                .hasSize(12)
                .extracting(Operation::permissions)
                .containsOnly(
                        RequiredPermissions.allOf(Permission.ACCESS_USER_MANAGEMENT_API, Permission.ACCESS_USERS));
    }

    @Test
    void shouldSayWhatAParameterAsksForBesides() {
        assertThat(TABLE.operations())
                .filteredOn(operation -> operation.further().isPresent())
                .extracting(Operation::path, operation -> operation.further().orElseThrow())
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
        assertThat(TABLE.ofRoute("GET", "/rest/v1/Lead/{anything}.json").map(Operation::group))
                .contains("Leads");
        assertThat(TABLE.ofRoute("PUT", "/rest/v1/lead/{leadId}.json")).isEmpty();
        assertThat(TABLE.ofRoute("GET", "/identity/oauth/token")).isPresent();
        assertThat(TABLE.ofId("syncLeadUsingPOST").map(Operation::label)).isEqualTo(Optional.of("syncLead"));
        assertThat(TABLE.ofId("syncLead")).isEmpty();
    }

    private static Set<String> groups() {
        return TABLE.operations().stream().map(Operation::group).collect(Collectors.toSet());
    }
}
