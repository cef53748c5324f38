package io.postern.console.allowlist;

import io.postern.access.subscription.AllowList;
import io.postern.console.FormErrors;
import io.postern.foundation.wire.AddressRange;
import jakarta.ws.rs.FormParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of the addresses that may call. Texts are as typed; rows that are left empty do not count.
 */
public final class AllowListForm {
    @FormParam("enabled")
    @Nullable
    String enabled;

    @FormParam("entry")
    @Nullable
    List<String> entries;

    /** {@code add} for another row. */
    @FormParam("go")
    @Nullable
    String direction;

    /** The number of the row to take away. */
    @FormParam("remove")
    @Nullable
    Integer removed;

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

    /**
     * The form as it is first shown.
     *
     * @param shown what the dialog shows, as {@link io.postern.console.Fingerprint} has it
     */
    public static AllowListForm of(AllowList list, String shown) {
        AllowListForm form = new AllowListForm();
        form.enabled = Boolean.toString(list.enabled());
        form.entries = list.entries().stream().map(AddressRange::toString).toList();
        form.shown = shown;
        return form;
    }

    public boolean isEnabled() {
        return "true".equals(enabled);
    }

    /** What the dialog showed when it was first shown. */
    public String shown() {
        return Objects.requireNonNullElse(shown, "");
    }

    /**
     * Whether this warning was read and confirmed. To have confirmed another one, of other addresses, is not enough.
     */
    public boolean confirms(ShutOut shutOut) {
        return shutOut.token().equals(confirmed);
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

    /**
     * Adds a row or takes one away, where that is asked for. What is wrong with it is noted.
     *
     * @return the row to go on with, 0 for none; empty when the form is to be saved
     */
    public OptionalInt rearrange(FormErrors errors, AllowListMessages say) {
        if (!"add".equals(direction)) {
            return removed == null ? OptionalInt.empty() : OptionalInt.of(remove(removed));
        }
        if (rows().size() >= AllowList.MOST_ENTRIES) {
            errors.add(FormErrors.FORM, say.tooManyAddresses(AllowList.MOST_ENTRIES));
            return OptionalInt.of(0);
        }
        List<String> texts = texts();
        texts.add("");
        entries = texts;
        return OptionalInt.of(texts.size());
    }

    /** The number of the row that stands in the place of the one that was taken away, or before it. */
    private int remove(int number) {
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

    /** The list that is asked for; empty when something is wrong with the form, which is noted. */
    public Optional<AllowList> read(FormErrors errors, AllowListMessages say) {
        List<AddressRange> read = new ArrayList<>();
        List<Row> written = rows().stream().filter(row -> !row.text().isBlank()).toList();
        for (Row row : written) {
            AddressRange.parse(row.text())
                    .ifPresentOrElse(read::add, () -> errors.add(row.field(), say.notAnAddress()));
        }
        if (isEnabled() && written.isEmpty()) {
            errors.add(rows().getFirst().field(), say.addressMissing());
        }
        List<AddressRange> distinct = read.stream().distinct().toList();
        if (distinct.size() > AllowList.MOST_ENTRIES) {
            errors.add(FormErrors.FORM, say.tooManyAddresses(AllowList.MOST_ENTRIES));
        }
        return errors.isEmpty() ? Optional.of(new AllowList(isEnabled(), distinct)) : Optional.empty();
    }
}
