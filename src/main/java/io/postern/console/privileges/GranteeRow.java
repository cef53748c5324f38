package io.postern.console.privileges;

import io.postern.console.Formats;
import io.postern.insight.advice.Grantee;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that was granted permissions, as a row of the list.
 *
 * @param granted how many permissions of the API it was granted
 * @param needed how many of them calls have needed lately
 */
public record GranteeRow(Grantee grantee, int granted, int needed) {

    /** What the list can be sorted by. */
    enum Order {
        NAME(Comparator.comparing(GranteeRow::lowerCaseName)),
        GRANTED(Comparator.comparingInt(GranteeRow::granted)),
        NEEDED(Comparator.comparingInt(GranteeRow::needed)),
        UNNEEDED(Comparator.comparingInt(GranteeRow::unneeded)),
        /** What was never called comes before all that was. */
        LAST(Comparator.comparing(row -> row.grantee.use().lastServed().orElse(Instant.MIN)));

        private final Comparator<GranteeRow> comparator;

        Order(Comparator<GranteeRow> comparator) {
            this.comparator = comparator;
        }

        /** Sorted; what is alike by name. */
        List<GranteeRow> sort(List<GranteeRow> rows, boolean descending) {
            return rows.stream()
                    .sorted((descending ? comparator.reversed() : comparator)
                            .thenComparing(GranteeRow::lowerCaseName)
                            .thenComparing(row -> row.grantee.id()))
                    .toList();
        }
    }

    static GranteeRow of(Grantee grantee, Instant since) {
        int granted = grantee.use().judged().size();
        return new GranteeRow(
                grantee, granted, granted - grantee.use().unneeded(since).size());
    }

    /** How many of the granted permissions no call has needed lately. */
    public int unneeded() {
        return granted - needed;
    }

    /** What stands beside its name: how many API-only users hold a role, who is the user of a service. */
    public Optional<String> beside(Formats formats) {
        return switch (grantee) {
            case Grantee.OfRole role -> Optional.of(formats.number(role.holders()));
            case Grantee.OfUser user -> Optional.empty();
            case Grantee.OfService service -> Optional.of(service.user());
        };
    }

    /** When it was last called; empty for never. */
    public String lastServed(Formats formats) {
        return grantee.use().lastServed().map(formats::instant).orElse("");
    }

    private String lowerCaseName() {
        return grantee.name().toLowerCase(Locale.ROOT);
    }
}
