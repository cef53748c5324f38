package io.postern.gate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Brings a path into the form in which it is matched: double slashes collapse, dot segments are resolved, what need not be
 * percent-encoded is decoded, and what must be is encoded (RFC 3986 §6.2.2). Everything else stays as sent.
 */
final class NormalPath {
    private NormalPath() {}

    /** Empty when an escape is malformed, or the path is not UTF-8 once it is decoded. */
    static Optional<String> of(String path) {
        if (isNormal(path)) {
            return Optional.of(path);
        }
        String ascii = PercentEncoding.ascii(path);
        return PercentEncoding.isUtf8(ascii) ? Optional.of(resolve(decodeUnreserved(ascii))) : Optional.empty();
    }

    private static boolean isNormal(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%' || c > 0x7f) {
                return false;
            }
            if (c == '/' && i + 1 < path.length() && (path.charAt(i + 1) == '/' || path.charAt(i + 1) == '.')) {
                return false;
            }
        }
        return true;
    }

    private static String resolve(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> segments.pollLast();
                default -> segments.addLast(segment);
            }
        }
        boolean folder = path.endsWith("/") && !segments.isEmpty();
        return "/" + String.join("/", segments) + (folder ? "/" : "");
    }

    private static String decodeUnreserved(String path) {
        StringBuilder decoded = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%') {
                decoded.append(c);
                continue;
            }
            int octet = PercentEncoding.octet(path, i);
            if (isUnreserved(octet)) {
                decoded.append((char) octet);
            } else {
                decoded.append(path, i, i + 3);
            }
            i += 2;
        }
        return decoded.toString();
    }

    private static boolean isUnreserved(int octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '-'
                || octet == '.'
                || octet == '_'
                || octet == '~';
    }
}
