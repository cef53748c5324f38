package io.postern.data.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.data.leads.Leads;
import io.postern.foundation.wire.ApiError;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Quote;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldValuesTest {
    private final Schema schema = new Schemas().of(Leads.KIND, 1);

    @ParameterizedTest
    @ValueSource(strings = {"firstName", "email", "numberOfEmployees", "unsubscribed", "dateOfBirth", "address"})
    void shouldClearAFieldOnNullAndOnTheEmptyText(String field) {
        assertThat(read(field, null)).isEqualTo(new Reading.Value(null));
        assertThat(read(field, "")).isEqualTo(new Reading.Value(null));
    }

    @ParameterizedTest
    @CsvSource({
        "numberOfEmployees, 12",
        "numberOfEmployees, ' 12 '",
        "numberOfEmployees, 12.0",
        "leadScore, 12",
    })
    void shouldReadWholeNumbersFromText(String field, String given) {
        assertThat(read(field, given)).isEqualTo(new Reading.Value(12));
    }

    @Test
    void shouldReadNumbersOfJson() {
        assertThat(read("numberOfEmployees", 12)).isEqualTo(new Reading.Value(12));
        assertThat(read("annualRevenue", 1250.50)).isEqualTo(new Reading.Value(new BigDecimal("1250.5")));
        assertThat(read("contactCompany", 89)).isEqualTo(new Reading.Value("89"));
    }

    @Test
    void shouldReadBooleansAndTheirNames() {
        assertThat(read("unsubscribed", true)).isEqualTo(new Reading.Value(true));
        assertThat(read("unsubscribed", "False")).isEqualTo(new Reading.Value(false));
    }

    @Test
    void shouldStoreDatesInOneForm() {
        assertThat(read("dateOfBirth", "1984-02-29T10:00:00Z")).isEqualTo(new Reading.Value("1984-02-29"));
        assertThat(read("mktoAcquisitionDate", "2026-02-11T10:30:00.123+0100"))
                .isEqualTo(new Reading.Value("2026-02-11T09:30:00Z"));
    }

    @Test
    void shouldTakeANumberForText() {
        assertThat(read("postalCode", 94105)).isEqualTo(new Reading.Value("94105"));
    }

    @Test
    void shouldTrimAnAddress() {
        assertThat(read("email", "  Ines@Example.org ")).isEqualTo(new Reading.Value("Ines@Example.org"));
        assertThat(read("email", "   ")).isEqualTo(new Reading.Value(null));
        assertThat(schema.require("email").key("Ines@Example.org")).isEqualTo("ines@example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "numberOfEmployees, many, integer",
        "numberOfEmployees, 1.5, integer",
        "numberOfEmployees, 2147483648, integer",
        "leadScore, true, score",
        "annualRevenue, 1e999999999, currency",
        "annualRevenue, 1e-999999999, currency",
        "annualRevenue, NaN, currency",
        "unsubscribed, yes, boolean",
        "unsubscribed, 1, boolean",
        "dateOfBirth, 1983-02-29, date",
        "mktoAcquisitionDate, yesterday, datetime",
        "email, jörg@example.org, email",
        "contactCompany, Acme, reference",
    })
    void shouldRefuseAValueOfAnotherType(String field, String given, String type) {
        Reading.Problem problem = (Reading.Problem) read(field, given);

        assertThat(problem.reason())
                .isEqualTo(new ApiError("1003", "Invalid value for field '" + field + "' and value '" + given + "'"));
        assertThat(problem.refusal().code()).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(problem.refusal().text())
                .isEqualTo("Invalid value '" + given + "'. Required of type '" + type + "'");
    }

    @Test
    void shouldRefuseListsObjectsAndNumbersBeyondMeasure() {
        assertThat(fault(read("firstName", List.of("Ines")))).isEqualTo(Reading.Fault.TYPE);
        assertThat(fault(read("firstName", Map.of("a", 1)))).isEqualTo(Reading.Fault.TYPE);
        assertThat(fault(read("firstName", true))).isEqualTo(Reading.Fault.TYPE);
        assertThat(fault(read("annualRevenue", Double.POSITIVE_INFINITY))).isEqualTo(Reading.Fault.TYPE);
        assertThat(fault(read("annualRevenue", BigInteger.TEN.pow(500)))).isEqualTo(Reading.Fault.TYPE);
    }

    @Test
    void shouldCountCharactersNotCodeUnits() {
        assertThat(read("firstName", "😀".repeat(255))).isEqualTo(new Reading.Value("😀".repeat(255)));

        assertThat(read("firstName", "x".repeat(256)))
                .isEqualTo(new Reading.Problem(schema.require("firstName"), "x".repeat(256), Reading.Fault.LENGTH));
    }

    @Test
    void shouldCountTheBytesOfLongText() {
        assertThat(read("address", "é".repeat(15_000))).isEqualTo(new Reading.Value("é".repeat(15_000)));

        assertThat(fault(read("address", "é".repeat(15_001)))).isEqualTo(Reading.Fault.LENGTH);
    }

    @Test
    void shouldRefuseToSetWhatTheServerSets() {
        assertThat(read("createdAt", "2026-02-11T09:30:00Z")).isInstanceOfSatisfying(Reading.Problem.class, problem -> {
            assertThat(problem.reason().code()).isEqualTo("1003");
            assertThat(problem.reason().message()).contains("'createdAt'", "read-only");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\uD83D", "\uDE00b", "\uDE00\uD83D"})
    void shouldRefuseTextThatTheDatabaseCannotHold(String given) {
        assertThat(fault(read("firstName", given))).isEqualTo(Reading.Fault.CHARACTER);
    }

    @Test
    void shouldRepeatInErrorsOnlyWhatAnAnswerCanCarry() {
        Reading.Problem problem = (Reading.Problem) read("firstName", List.of("a\uD83D"));

        assertThat(problem.reason().message()).isEqualTo("Invalid value for field 'firstName' and value '[a\uFFFD]'");
        assertThat(Quote.of("😀".repeat(100))).isEqualTo("😀".repeat(100));
        assertThat(Quote.of("x" + "😀".repeat(100))).isEqualTo("x" + "😀".repeat(99) + "…");
    }

    private Reading read(String field, @Nullable Object given) {
        return FieldValues.read(schema.require(field), given);
    }

    private static Reading.Fault fault(Reading reading) {
        return ((Reading.Problem) reading).fault();
    }
}
