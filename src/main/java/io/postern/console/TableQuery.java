package io.postern.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a long table a page asks for: the rows that match, their order, and one page of them.
 *
 * @param path of the page that shows the table
 * @param filter the text that rows must contain; empty for all
 * @param sort the column, by the name of the room's enum of them
 * @param descending whether the last row comes first
 * @param page from 1
 * @param choices what else narrows the rows, by the name of the parameter; what is left open is not among them
 */
public record TableQuery(
        String path, String filter, String sort, boolean descending, int page, Map<String, String> choices) {
    /** The rows of one page. */
    public static final int ROWS = 50;

    private static final int LONGEST_FILTER = 255;
    private static final int LAST_PAGE = 1_000_000;

    public TableQuery {
        choices = Collections.unmodifiableMap(new TreeMap<>(choices));
    }

    /** As {@link TableParameters#query}. */
    static <C extends Enum<C>> TableQuery of(TableQuery initial, Class<C> columns, TableParameters asked) {
        Optional<C> column = named(columns, asked.sort());
        String text = Objects.requireNonNullElse(asked.filter(), "").strip().replace("\0", "");
        return new TableQuery(
                initial.path,
                text.substring(0, Math.min(text.length(), LONGEST_FILTER)),
                column.map(Enum::name).orElse(initial.sort),
                column.isPresent() ? "desc".equals(asked.order()) : initial.descending,
                number(asked.page()),
                initial.choices);
    }

    /** A table as it is shown when nothing is asked for. */
    public static TableQuery initial(String path, Enum<?> sort, boolean descending) {
        return new TableQuery(path, "", sort.name(), descending, 1, Map.of());
    }

    /** The constant of a name that stands in an address; empty when there is none. */
    public static <E extends Enum<E>> Optional<E> named(Class<E> all, @Nullable String name) {
        return Arrays.stream(all.getEnumConstants())
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    /** The same, narrowed by something else; with an empty value it is left open. */
    public TableQuery choosing(String name, String value) {
        Map<String, String> more = new TreeMap<>(choices);
        if (value.isEmpty()) {
            more.remove(name);
        } else {
            more.put(name, value);
        }
        return new TableQuery(path, filter, sort, descending, page, more);
    }

    /** The same from the beginning, with another text that rows must contain. */
    public TableQuery filteredBy(String text) {
        return new TableQuery(path, text, sort, descending, 1, choices);
    }

    /** What was chosen; empty when it is left open. */
    public String choice(String name) {
        return choices.getOrDefault(name, "");
    }

    /** Whether rows may be left out. */
    public boolean isNarrowed() {
        return !filter.isEmpty() || !choices.isEmpty();
    }

    /** The same, but not beyond the last page of so many rows. */
    public TableQuery within(long total) {
        int last = (int) Math.max(1, (total + ROWS - 1) / ROWS);
        return page > last ? at(last) : this;
    }

    /** The first row that is asked for, from 0. */
    public int offset() {
        return (page - 1) * ROWS;
    }

    /** The column of the room's enum. */
    public <C extends Enum<C>> C column(Class<C> columns) {
        return Enum.valueOf(columns, sort);
    }

    /** The address that asks for the same. */
    public String link() {
        StringBuilder link = new StringBuilder(path)
                .append("?filter=")
                .append(encoded(filter))
                .append("&sort=")
                .append(sort)
                .append("&order=")
                .append(descending ? "desc" : "asc")
                .append("&page=")
                .append(page);
        choices.forEach(
                (name, value) -> link.append('&').append(name).append('=').append(encoded(value)));
        return link.toString();
    }

    /** The same rows from the beginning by another column, or by the same one the other way round. */
    public TableQuery sortedBy(String column) {
        return new TableQuery(path, filter, column, sort.equals(column) && !descending, 1, choices);
    }

    /** Another page of the same. */
    public TableQuery at(int other) {
        return new TableQuery(path, filter, sort, descending, other, choices);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static int number(@Nullable String page) {
        try {
            return page == null ? 1 : Math.clamp(Integer.parseInt(page), 1, LAST_PAGE);
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
