package io.postern.gate;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The media type of a body. RFC 9110 §8.3.
 *
 * @param mediaType in lower case without parameters; empty when none was sent
 * @param charset UTF-8 unless another one was sent
 * @param known whether the charset that was sent is one
 * @param boundary of a multipart body; empty when none was sent
 */
record ContentType(String mediaType, Charset charset, boolean known, String boundary) {

    static ContentType of(@Nullable String header) {
        if (header == null) {
            return new ContentType("", StandardCharsets.UTF_8, true, "");
        }
        String[] parts = header.split(";", -1);
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                String value = parts[i].substring(equals + 1).strip();
                parameters.put(parts[i].substring(0, equals).strip().toLowerCase(Locale.ROOT), value.replace("\"", ""));
            }
        }
        String mediaType = parts[0].strip().toLowerCase(Locale.ROOT);
        String boundary = parameters.getOrDefault("boundary", "");
        String charset = parameters.getOrDefault("charset", "utf-8");
        try {
            return new ContentType(mediaType, Charset.forName(charset), true, boundary);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return new ContentType(mediaType, StandardCharsets.UTF_8, false, boundary);
        }
    }

    boolean isJson() {
        return mediaType.equals("application/json") || mediaType.equals("text/json") || mediaType.endsWith("+json");
    }

    boolean isForm() {
        return mediaType.equals("application/x-www-form-urlencoded");
    }

    boolean isMultipart() {
        return mediaType.startsWith("multipart/");
    }
}
