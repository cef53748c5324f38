package io.postern.server.accessfile;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Guesses which name was meant, by the number of letters that differ. */
final class Nearest {
    private static final int MOST_GUESSES = 3;
    private static final int LONGEST_NAME = 100;

    private Nearest() {}

    /** A question for the end of a mistake, such as {@code ; did you mean 'name'?}; empty when nothing known is close. */
    static String question(String wanted, Collection<String> known) {
        int limit = Math.max(2, wanted.length() / 3);
        int least =
                known.stream().mapToInt(name -> distance(wanted, name)).min().orElse(limit + 1);
        if (least > limit) {
            return "";
        }
        return "; did you mean "
                + names(
                        wanted,
                        known.stream()
                                .filter(name -> distance(wanted, name) == least)
                                .toList()) + "?";
    }

    /** The known names that are closest, however far: {@code 'a', 'b' or 'c'}. */
    static String names(String wanted, Collection<String> known) {
        return names(
                known.stream().sorted(closestFirst(wanted)).limit(MOST_GUESSES).toList());
    }

    private static String names(List<String> names) {
        List<String> quoted = names.stream().map(Mistakes::quote).toList();
        return quoted.size() < 2
                ? String.join("", quoted)
                : quoted.stream().limit(quoted.size() - 1L).collect(Collectors.joining(", ")) + " or "
                        + quoted.getLast();
    }

    private static Comparator<String> closestFirst(String wanted) {
        return Comparator.<String>comparingInt(name -> distance(wanted, name)).thenComparing(name -> name);
    }

    /** Levenshtein's distance, without regard to case. */
    private static int distance(String one, String other) {
        String a = beginning(one).toLowerCase(Locale.ROOT);
        String b = beginning(other).toLowerCase(Locale.ROOT);
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }

    /** What is compared of a name: a text of any length may stand in the file. */
    private static String beginning(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
