package io.postern.data.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.data.record.Field;
import io.postern.data.record.FieldType;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardFieldsTest {
    private final StandardFields fields = new StandardFields();

    @Test
    void shouldListTheFieldsInTheOrderOfDescribe() {
        List<String> names = fields.all().stream().map(Field::name).toList();

        assertThat(names).startsWith("company", "site", "billingStreet").doesNotHaveDuplicates();
        assertThat(names)
                .containsSubsequence("externalCompanyId", "id", "mktoName", "email", "createdAt", "jigsawContactId");
        assertThat(fields.all()).extracting(Field::id).isSorted().doesNotHaveDuplicates();
        assertThat(fields.all()).extracting(Field::soapName).doesNotHaveDuplicates();
        assertThat(fields.all()).extracting(Field::displayName).doesNotHaveDuplicates();
    }

    @Test
    void shouldDescribeAField() {
        assertThat(fields.require("email"))
                .isEqualTo(new Field(
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
        assertThat(fields.all().stream().filter(Field::readOnly))
                .extracting(Field::name)
                .contains("id", "createdAt", "updatedAt", "isAnonymous", "urgency", "leadPartitionId", "cookies")
                .contains("inferredCompany", "anonymousIP", "relativeUrgency")
                .doesNotContain("email", "company", "leadScore");
    }

    @Test
    void shouldFilterOnlyByTheDocumentedFields() {
        assertThat(fields.all().stream().filter(Field::filterable))
                .extracting(Field::name)
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
                .extracting(Field::name)
                .containsExactly("id", "city", "email");
    }

    @Test
    void shouldShowSixFieldsUnlessToldOtherwise() {
        assertThat(fields.shown(List.of()))
                .extracting(Field::name)
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
