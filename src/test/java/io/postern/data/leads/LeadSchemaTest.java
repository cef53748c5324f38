package io.postern.data.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.data.record.Field;
import io.postern.data.record.FieldType;
import io.postern.data.record.Schema;
import io.postern.data.record.Schemas;
import io.postern.data.record.Storage;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeadSchemaTest {
    private final Schema schema = new Schemas().of(Leads.KIND, 1);

    @Test
    void shouldListTheFieldsInTheOrderOfDescribe() {
        List<String> names = schema.fields().stream().map(Field::name).toList();

        assertThat(names).startsWith("company", "site", "billingStreet").doesNotHaveDuplicates();
        assertThat(names)
                .containsSubsequence("externalCompanyId", "id", "mktoName", "email", "createdAt", "jigsawContactId");
        assertThat(schema.fields()).extracting(Field::id).isSorted().doesNotHaveDuplicates();
        assertThat(schema.fields()).extracting(Field::soapName).doesNotHaveDuplicates();
        assertThat(schema.fields()).extracting(Field::displayName).doesNotHaveDuplicates();
    }

    @Test
    void shouldDescribeAField() {
        assertThat(schema.require("email"))
                .isEqualTo(new Field(
                        schema.require("email").id(),
                        "email",
                        "Email Address",
                        "Email",
                        new Field.Values(FieldType.EMAIL, 255),
                        Field.Access.WRITABLE,
                        true,
                        new Storage.Json(Optional.of("email_key"))));
        assertThat(schema.require("EMAIL")).isSameAs(schema.require("email"));
        assertThat(schema.require("leadScore").values().length()).isNull();
    }

    @Test
    void shouldKeepWhatTheServerSetsReadOnly() {
        assertThat(schema.fields().stream().filter(Field::readOnly))
                .extracting(Field::name)
                .contains("id", "createdAt", "updatedAt", "isAnonymous", "urgency", "leadPartitionId", "cookies")
                .contains("inferredCompany", "anonymousIP", "relativeUrgency")
                .doesNotContain("email", "company", "leadScore");
    }

    @Test
    void shouldFilterOnlyByTheDocumentedFields() {
        assertThat(schema.fields().stream().filter(Field::searchable))
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
        assertThat(schema.shown(List.of("city", "id", "email", "city")))
                .extracting(Field::name)
                .containsExactly("id", "city", "email");
    }

    @Test
    void shouldShowSixFieldsUnlessToldOtherwise() {
        assertThat(schema.shown(List.of()))
                .extracting(Field::name)
                .containsExactly("id", "firstName", "lastName", "email", "updatedAt", "createdAt");
    }

    @Test
    void shouldRefuseAFieldThatDoesNotExist() {
        assertThatThrownBy(() -> schema.shown(List.of("city", "shoeSize")))
                .isInstanceOfSatisfying(Refusal.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.FIELD_NOT_FOUND);
                    assertThat(refused.text()).isEqualTo("Field 'shoeSize' not found");
                });
    }
}
