package io.postern.console.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageCsvTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final List<LocalDate> DAYS = List.of(FIRST, FIRST.plusDays(1));

    @Test
    void shouldWriteALineForEachDayWithCallsQuotedAndWithCrLf() throws IOException {
        Figures figures = new Figures(DAYS);
        figures.add(new Subject.Service(7, "Say \"hi\", twice", "ä@acme.example"), FIRST, 3);
        figures.add(new Subject.Service(8, "=HYPERLINK(\"http://x\")", "+b@acme.example"), FIRST.plusDays(1), 2);
        figures.add(new Subject.Service(7, "Say \"hi\", twice", "ä@acme.example"), FIRST.plusDays(1), 1);

        assertThat(csv(Dimension.SERVICE, figures)).isEqualTo("""
                        date,service_id,service_name,user_login,calls\r
                        2026-03-02,7,"Say ""hi"", twice",ä@acme.example,3\r
                        2026-03-03,8,"'=HYPERLINK(""http://x"")",'+b@acme.example,2\r
                        2026-03-03,7,"Say ""hi"", twice",ä@acme.example,1\r
                        """);
    }

    @Test
    void shouldHaveTheColumnsOfEachDimension() throws IOException {
        assertThat(csv(Dimension.USER, of(new Subject.User(5, "a@x.example"))))
                .isEqualTo("date,user_id,user_login,calls\r\n2026-03-02,5,a@x.example,1\r\n");
        assertThat(csv(Dimension.GROUP, of(new Subject.Group("Leads"))))
                .isEqualTo("date,group,calls\r\n2026-03-02,Leads,1\r\n");
        assertThat(csv(Dimension.OPERATION, of(new Subject.Operation("GET", "/rest/v1/lead/{leadId}.json"))))
                .isEqualTo("date,method,path,calls\r\n2026-03-02,GET,/rest/v1/lead/{leadId}.json,1\r\n");
        assertThat(csv(Dimension.ERROR, of(new Subject.Code(603))))
                .isEqualTo("date,code,calls\r\n2026-03-02,603,1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+a@x.example", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void shouldLetNoTextBeTakenForAFormula(String text) {
        assertThat(UsageCsv.guarded(text)).isEqualTo("'" + text);
    }

    @Test
    void shouldLetNoTextBeTakenForAFormulaWhereCellsEndAtSemicolons() {
        assertThat(UsageCsv.guarded("x;=1+1;+2;y")).isEqualTo("x;'=1+1;'+2;y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CRM = Sync", "a@x.example", "'quoted'", "/rest/v1/leads.json"})
    void shouldLeaveOtherTextsAsTheyAre(String text) {
        assertThat(UsageCsv.guarded(text)).isEqualTo(text);
    }

    private static Figures of(Subject subject) {
        Figures figures = new Figures(DAYS);
        figures.add(subject, FIRST, 1);
        return figures;
    }

    private static String csv(Dimension by, Figures figures) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UsageCsv.write(
                out,
                by,
                figures,
                figures.matching(
                        "", Comparator.comparing(figure -> figure.subject().sortKey())));
        return out.toString(StandardCharsets.UTF_8);
    }
}
