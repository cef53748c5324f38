package io.postern.console;

/**
 * A table as it is shown: what was asked for, and how much there is of it.
 *
 * @param total the rows on all pages
 */
public record Table(TableQuery query, long total, Formats formats) {
    /** Whether there is nothing at all, not even without the filter. */
    public boolean isEmpty() {
        return total == 0 && !query.isNarrowed();
    }

    /** Whether nothing matches the filter. */
    public boolean isFilteredAway() {
        return total == 0 && query.isNarrowed();
    }

    /** Whether there is more than one page of it. */
    public boolean hasPages() {
        return total > TableQuery.ROWS;
    }

    public boolean hasPrevious() {
        return query.page() > 1;
    }

    public boolean hasNext() {
        return (long) query.page() * TableQuery.ROWS < total;
    }

    public String previousLink() {
        return query.at(query.page() - 1).link();
    }

    public String nextLink() {
        return query.at(query.page() + 1).link();
    }

    /** The number of the first row of this page, from 1. */
    public String from() {
        return formats.number(query.offset() + 1L);
    }

    /** The number of the last row of this page. */
    public String to() {
        return formats.number(Math.min(query.offset() + (long) TableQuery.ROWS, total));
    }

    public String all() {
        return formats.number(total);
    }

    public String sortLink(String column) {
        return query.sortedBy(column).link();
    }

    /** The value of {@code aria-sort} for a column. */
    public String ariaSort(String column) {
        if (!query.sort().equals(column)) {
            return "none";
        }
        return query.descending() ? "descending" : "ascending";
    }
}
