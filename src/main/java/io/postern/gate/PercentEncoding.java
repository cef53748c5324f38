package io.postern.gate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoded text as it arrives in a request line, where a character above ASCII is one byte. RFC 3986 §2.1. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** The text with every byte above ASCII percent-encoded: what a client that did not encode it should have sent. */
    static String ascii(String text) {
        StringBuilder encoded = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7f && encoded == null) {
                encoded = new StringBuilder(text.length() * 2).append(text, 0, i);
            }
            if (encoded != null) {
                if (c > 0x7f) {
                    encoded.append('%').append(hexDigit(c >> 4)).append(hexDigit(c));
                } else {
                    encoded.append(c);
                }
            }
        }
        return encoded == null ? text : encoded.toString();
    }

    /** Whether every escape is two hexadecimal digits, and the text is UTF-8 once they are decoded. */
    static boolean isUtf8(String text) {
        if (text.indexOf('%') < 0) {
            return true;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                decoded.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int octet = octet(text, i);
            if (octet < 0) {
                return false;
            }
            decoded.write(octet);
            i += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The octet of the escape that begins at an index; -1 when it is none. */
    static int octet(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(percent + 1), 16);
        int low = Character.digit(text.charAt(percent + 2), 16);
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    private static char hexDigit(int value) {
        return Character.toUpperCase(Character.forDigit(value & 0xf, 16));
    }
}
