package io.postern.console.usage;

import java.time.LocalDate;
import java.util.List;

/** Which days the page tells of, the present one included. */
public enum Period {
    TODAY(1),
    WEEK(7),
    MONTH(30);

    private final int days;

    Period(int days) {
        this.days = days;
    }

    /** Its days, oldest first. */
    List<LocalDate> until(LocalDate today) {
        return today.minusDays(days - 1L).datesUntil(today.plusDays(1)).toList();
    }
}
