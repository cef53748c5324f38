package io.postern.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address within the console, which a form may name as the one to go on to. */
public final class LocalPath {
    private static final Pattern FORM = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*");

    private LocalPath() {}

    /** The address of the page to sign in at, which then leads on to a path of this server. */
    public static String signIn(String next) {
        return next.equals("/") ? "/signin" : "/signin?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    /** The path if it stays on this server, else the entrance. */
    public static String of(@Nullable String path) {
        return path != null && FORM.matcher(path).matches() ? path : "/";
    }
}
