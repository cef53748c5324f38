package io.postern.console;

import io.quarkus.qute.TemplateEnum;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far back a page looks, in days of the subscription's time zone, the present one included. The names of the
 * constants stand in addresses.
 */
@TemplateEnum
public enum Period {
    TODAY(1),
    WEEK(7),
    MONTH(30);

    /** The parameter of an address. */
    public static final String PARAMETER = "period";

    /** What a page shows unless its address says otherwise. */
    public static final Period USUAL = WEEK;

    private final int days;

    Period(int days) {
        this.days = days;
    }

    /** Reads the parameter; what is no period, or is not one any more, is as if it was not there. */
    public static Optional<Period> named(@Nullable String name) {
        return TableQuery.named(Period.class, name);
    }

    /** The first of its days. */
    public LocalDate begin(LocalDate today) {
        return today.minusDays(days - 1L);
    }

    /** Its days, oldest first. */
    public List<LocalDate> until(LocalDate today) {
        return begin(today).datesUntil(today.plusDays(1)).toList();
    }
}
