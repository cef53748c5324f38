package io.postern.gate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Brings a path into the form in which it is matched: double slashes collapse, dot segments are resolved, and what need not be
 * percent-encoded is decoded (RFC 3986 §6.2.2). Everything else stays as sent.
 */
final class NormalPath {
    private NormalPath() {}

    /** Empty when an escape is malformed, or the escapes are not UTF-8. */
    static Optional<String> of(String path) {
        if (isNormal(path)) {
            return Optional.of(path);
        }
        return decodeUnreserved(path).map(NormalPath::resolve);
    }

    private static boolean isNormal(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
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

    private static Optional<String> decodeUnreserved(String path) {
        StringBuilder decoded = new StringBuilder(path.length());
        ByteBuffer escaped = ByteBuffer.allocate(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%') {
                decoded.append(c);
                continue;
            }
            int high = i + 2 <= path.length() - 1 ? Character.digit(path.charAt(i + 1), 16) : -1;
            int low = i + 2 <= path.length() - 1 ? Character.digit(path.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            int octet = (high << 4) | low;
            escaped.put((byte) octet);
            if (isUnreserved(octet)) {
                decoded.append((char) octet);
            } else {
                decoded.append(path, i, i + 3);
            }
            i += 2;
        }
        return isUtf8(escaped.flip()) ? Optional.of(decoded.toString()) : Optional.empty();
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

    private static boolean isUtf8(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
