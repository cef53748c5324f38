package io.postern.server.accessfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong in one access file, collected so that all of it can be told at once. Not thread safe. */
final class Mistakes {
    private static final int LONGEST_QUOTE = 80;

    private final String file;
    private final List<Placed<String>> found = new ArrayList<>();

    /** @param file its name as the operator gave it */
    Mistakes(String file) {
        this.file = file;
    }

    /**
     * Notes a mistake.
     *
     * @param text what is wrong and what would be right, on one line; never a password or a client secret
     */
    void add(Place at, String text) {
        found.add(new Placed<>(at, text));
    }

    /** Whether a mistake was noted for this very path: then what is missing there is missing because it is wrong. */
    boolean concern(String path) {
        return found.stream().anyMatch(mistake -> mistake.at().path().equals(path));
    }

    /** @throws AccessFileInvalid when any mistake was noted */
    void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new AccessFileInvalid(lines());
        }
    }

    /** One line for each, in the order of the file. */
    List<String> lines() {
        return found.stream()
                .sorted(Comparator.comparingInt(mistake -> mistake.at().line()))
                .map(this::line)
                .toList();
    }

    private String line(Placed<String> mistake) {
        String path = mistake.at().path();
        return file + ":" + mistake.at().line() + ": " + (path.isEmpty() ? "" : path + ": ") + mistake.value();
    }

    /** A text of the file between quotes, shortened and on one line. */
    static String quote(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}", "?");
        String shown = oneLine.length() > LONGEST_QUOTE ? oneLine.substring(0, LONGEST_QUOTE) + "…" : oneLine;
        return "'" + shown + "'";
    }
}
