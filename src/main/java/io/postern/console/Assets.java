package io.postern.console;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** The style sheets and scripts of the console, which browsers keep for as long as the version does not change. */
@Singleton
final class Assets {
    private static final List<String> FILES =
            List.of("tabler.min.css", "postern.css", "htmx.min.js", "theme.js", "postern.js");
    private static final int DIGITS = 12;

    private final String version = versionOf(FILES);

    /** A text that is another one when any of the files is. */
    String version() {
        return version;
    }

    private static String versionOf(List<String> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String file : files) {
                try (InputStream in = Thread.currentThread()
                        .getContextClassLoader()
                        .getResourceAsStream("META-INF/resources/assets/" + file)) {
                    if (in == null) {
                        throw new IllegalStateException("the file " + file + " is not in this build");
                    }
                    digest.update(in.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
