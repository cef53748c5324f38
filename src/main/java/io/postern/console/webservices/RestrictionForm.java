package io.postern.console.webservices;

import io.postern.access.subscription.AllowList;
import io.postern.console.FormErrors;
import io.postern.console.Shown;
import io.postern.foundation.wire.AddressRange;
import jakarta.ws.rs.FormParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What an administrator says of the addresses that may call. Texts are as typed; rows that are left empty do not count. */
public final class RestrictionForm {
    @FormParam("enabled")
    @Nullable
    String enabled;

    @FormParam("entry")
    @Nullable
    List<String> entries;

    @FormParam("shown")
    @Nullable
    String shown;

    @FormParam("confirmed")
    @Nullable
    String confirmed;

    /** A row of the list, counted from 1. */
    public record Row(int number, String text) {
        /** The name under which stands what is wrong with it. */
        public String field() {
            return "entry-" + number;
        }
    }

    /** The form as it is first shown. */
    static RestrictionForm of(AllowList list) {
        RestrictionForm form = new RestrictionForm();
        form.enabled = Boolean.toString(list.enabled());
        form.entries = list.entries().stream().map(AddressRange::toString).toList();
        form.shown = shown(list);
        return form;
    }

    /** What the dialog shows of an allow-list. */
    static String shown(AllowList list) {
        return Shown.of(list);
    }

    public boolean isEnabled() {
        return "true".equals(enabled);
    }

    /** What {@link #shown(AllowList)} said when the form was first shown. */
    public String shown() {
        return Objects.requireNonNullElse(shown, "");
    }

    /** What the warning said that was confirmed; empty when none was. */
    String confirmed() {
        return Objects.requireNonNullElse(confirmed, "");
    }

    /** The rows, of which there is always one. */
    public List<Row> rows() {
        List<String> texts = Objects.requireNonNullElse(entries, List.of());
        return texts.isEmpty()
                ? List.of(new Row(1, ""))
                : IntStream.range(0, texts.size())
                        .mapToObj(index -> new Row(index + 1, texts.get(index)))
                        .toList();
    }

    /** Whether there are as many rows as there may be addresses. */
    boolean isFull() {
        return rows().size() >= AllowList.MOST_ENTRIES;
    }

    /** Adds an empty row, and tells its number. */
    int add() {
        List<String> texts = texts();
        texts.add("");
        entries = texts;
        return texts.size();
    }

    /** Takes a row away, and tells the number of the one that now stands in its place or before it. */
    int remove(int number) {
        List<String> texts = texts();
        if (number >= 1 && number <= texts.size()) {
            texts.remove(number - 1);
        }
        entries = texts;
        return Math.clamp(number, 1, Math.max(1, texts.size()));
    }

    private List<String> texts() {
        return new ArrayList<>(rows().stream().map(Row::text).toList());
    }

    /** The list that is asked for; empty when something is wrong with it, which is noted. */
    Optional<AllowList> read(FormErrors errors, WebServicesMessages say) {
        List<AddressRange> read = new ArrayList<>();
        for (Row row : rows()) {
            if (!row.text().isBlank()) {
                AddressRange.parse(row.text())
                        .ifPresentOrElse(read::add, () -> errors.add(row.field(), say.notAnAddress()));
            }
        }
        if (errors.isEmpty() && isEnabled() && read.isEmpty()) {
            errors.add(rows().getFirst().field(), say.addressMissing());
        }
        List<AddressRange> distinct = read.stream().distinct().toList();
        if (distinct.size() > AllowList.MOST_ENTRIES) {
            errors.add(FormErrors.FORM, say.tooManyAddresses(AllowList.MOST_ENTRIES));
        }
        return errors.isEmpty() ? Optional.of(new AllowList(isEnabled(), distinct)) : Optional.empty();
    }
}
