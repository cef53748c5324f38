package io.postern.data.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardFieldsTest {
    private final StandardFields fields = new StandardFields();

    @Test
    void shouldListTheFieldsInTheOrderOfDescribe() {
        List<String> names = fields.all().stream().map(LeadField::name).toList();

        assertThat(names).startsWith("company", "site", "billingStreet").doesNotHaveDuplicates();
        assertThat(names)
                .containsSubsequence("externalCompanyId", "id", "mktoName", "email", "createdAt", "jigsawContactId");
        assertThat(fields.all()).extracting(LeadField::id).isSorted().doesNotHaveDuplicates();
        assertThat(fields.all()).extracting(LeadField::soapName).doesNotHaveDuplicates();
        assertThat(fields.all()).extracting(LeadField::displayName).doesNotHaveDuplicates();
    }

    @Test
    void shouldDescribeAField() {
        assertThat(fields.require("email"))
                .isEqualTo(new LeadField(
                        fields.require("email").id(),
                        "email",
                        "Email Address",
                        FieldType.EMAIL,
                        255,
                        false,
                        "Email",
                        true));
        assertThat(fields.require("leadScore").length()).isNull();
    }

    @Test
    void shouldKeepWhatTheServerSetsReadOnly() {
        assertThat(fields.all().stream().filter(LeadField::readOnly))
                .extracting(LeadField::name)
                .contains("id", "createdAt", "updatedAt", "isAnonymous", "urgency", "leadPartitionId", "cookies")
                .contains("inferredCompany", "anonymousIP", "relativeUrgency")
                .doesNotContain("email", "company", "leadScore");
    }

    @Test
    void shouldFilterOnlyByTheDocumentedFields() {
        assertThat(fields.all().stream().filter(LeadField::filterable))
                .extracting(LeadField::name)
                .containsExactlyInAnyOrder(
                        "id",
                        "email",
                        "cookies",
                        "leadPartitionId",
                        "facebookId",
                        "linkedInId",
                        "twitterId",
                        "sfdcAccountId",
                        "sfdcContactId",
                        "sfdcLeadId",
                        "sfdcLeadOwnerId",
                        "sfdcOpptyId");
    }

    @Test
    void shouldShowTheIdFirstAndEveryFieldOnce() {
        assertThat(fields.shown(List.of("city", "id", "email", "city")))
                .extracting(LeadField::name)
                .containsExactly("id", "city", "email");
    }

    @Test
    void shouldShowSixFieldsUnlessToldOtherwise() {
        assertThat(fields.shown(List.of()))
                .extracting(LeadField::name)
                .containsExactly("id", "firstName", "lastName", "email", "updatedAt", "createdAt");
    }

    @Test
    void shouldRefuseAFieldThatDoesNotExist() {
        assertThatThrownBy(() -> fields.shown(List.of("city", "shoeSize")))
                .isInstanceOfSatisfying(Refusal.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.FIELD_NOT_FOUND);
                    assertThat(refused.text()).isEqualTo("Field 'shoeSize' not found");
                });
    }
}
