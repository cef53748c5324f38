package io.postern.console.usage;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Figures as CSV: a line for each subject and day with calls. RFC 4180, in UTF-8, with a header. Scripts rely on it:
 * {@code docs/usage.md} describes it.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc4180">RFC 4180</a>
 */
final class UsageCsv {
    /**
     * Where a spreadsheet takes what follows for a formula: at the beginning of a cell. Some spreadsheets begin a cell
     * at a semicolon too. Source: OWASP, "CSV Injection".
     */
    private static final Pattern BEFORE_FORMULA = Pattern.compile("(^|;)(?=[=+\\-@\t\r\n])");

    private UsageCsv() {}

    /** Writes the figures day by day, and on each day in their order. */
    static void write(OutputStream out, Dimension by, Figures days, List<Figure> figures) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer);
        csv.writeRecord(line("date", by.columns(), "calls"));
        for (int day = 0; day < days.days().size(); day++) {
            for (Figure figure : figures) {
                if (figure.on(day) != 0) {
                    csv.writeRecord(line(days.days().get(day), figure.subject().cells(), figure.on(day)));
                }
            }
        }
        csv.flush();
    }

    private static List<String> line(Object first, List<?> cells, Object last) {
        List<String> line = new ArrayList<>();
        line.add(first.toString());
        cells.forEach(cell -> line.add(cell instanceof String text ? guarded(text) : cell.toString()));
        line.add(last.toString());
        return line;
    }

    /** A text that no spreadsheet takes for a formula. */
    static String guarded(String text) {
        return BEFORE_FORMULA.matcher(text).replaceAll("$1'");
    }
}
