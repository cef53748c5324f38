package io.postern.data.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.data.leads.Leads;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Parameters;
import io.postern.foundation.wire.Refusal;
import io.postern.testing.TestInput;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordQueryTest {
    private static final String COOKIE = "id:123-ABC-456&token:_mch-example.org-1396310362214-46169";

    private final Schema schema = new Schemas().of(Leads.KIND, 1);

    @Test
    void shouldReadAFilterByAddress() {
        RecordQuery query = query("email", " Ines@Example.org,ines@example.org,, Jo@example.org");

        assertThat(query.rule().name()).isEqualTo("email");
        assertThat(query.keys()).containsExactly("ines@example.org", "jo@example.org");
        assertThat(query.batchSize()).isEqualTo(300);
        assertThat(query.token()).isNull();
    }

    @Test
    void shouldReadAFilterByNumber() {
        assertThat(query("id", "7,99999999999").keys()).containsExactly("7");
        assertThat(query("leadPartitionId", "1").keys()).containsExactly("1");
    }

    @Test
    void shouldReadAFilterByAnotherField() {
        assertThat(query("twitterId", "Ines").keys()).containsExactly("Ines");
    }

    @Test
    void shouldAcceptCookies() {
        assertThat(query("cookies", COOKIE).keys()).isEmpty();
    }

    @Test
    void shouldLeaveOutAddressesThatNobodyCanHave() {
        assertThat(query("email", "a\0b").keys()).isEmpty();
    }

    @Test
    void shouldTellQueriesApartByFilterAndValuesAlone() {
        String scope = query("email", "a@example.org,b@example.org").scope();

        assertThat(query("email", "b@example.org,a@example.org").scope()).isEqualTo(scope);
        assertThat(query("email", "a@example.org").scope()).isNotEqualTo(scope);
        assertThat(query("twitterId", "a@example.org,b@example.org").scope()).isNotEqualTo(scope);
    }

    @ParameterizedTest
    @CsvSource({
        "'', a@example.org, MISSING_VALUE, 'Missing value for the required parameter ''filterType'''",
        "email, ' , ', MISSING_VALUE, 'Missing value for the required parameter ''filterValues'''",
        "shoeSize, 1, FIELD_NOT_FOUND, 'Field ''shoeSize'' not found'",
        "firstName, Ines, FIELD_NOT_SUPPORTED, 'Field ''firstName'' not supported'",
        "id, abc, INVALID_VALUE, 'Invalid value ''abc''. Required of type ''Integer'''",
        "leadPartitionId, x, INVALID_VALUE, 'Invalid value ''x''. Required of type ''Integer'''",
        "cookies, id:1, INVALID_COOKIE, 'Invalid cookie value ''id:1'''",
    })
    void shouldRefuseAWrongFilter(String filterType, String filterValues, ErrorCode code, String text) {
        assertThatThrownBy(() -> query(filterType, filterValues)).isInstanceOfSatisfying(Refusal.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.text()).isEqualTo(text);
        });
    }

    @Test
    void shouldTakeThreeHundredValuesAndNotMore() {
        assertThat(query("id", numbers(300)).keys()).hasSize(300);

        assertThatThrownBy(() -> query("id", numbers(301)))
                .isInstanceOfSatisfying(
                        Refusal.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_DATA));
    }

    @ParameterizedTest
    @CsvSource({"0, INVALID_DATA", "301, INVALID_DATA", "many, INVALID_VALUE"})
    void shouldRefuseAWrongPageSize(String batchSize, ErrorCode code) {
        Parameters parameters = Parameters.of(
                Map.of("filterType", List.of("id"), "filterValues", List.of("1"), "batchSize", List.of(batchSize)));

        assertThatThrownBy(() -> RecordQuery.of(TestInput.query("getLeadsByFilterUsingGET", parameters), schema))
                .isInstanceOfSatisfying(
                        Refusal.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private RecordQuery query(String filterType, String filterValues) {
        return RecordQuery.of(
                TestInput.query(
                        "getLeadsByFilterUsingGET",
                        Parameters.of(
                                Map.of("filterType", List.of(filterType), "filterValues", List.of(filterValues)))),
                schema);
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
