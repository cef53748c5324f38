package io.postern.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.postern.foundation.wire.Parameters;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parameters of a request from its query, its form body, and, where a POST stands in for a GET, from the members
 * of its JSON body.
 *
 * @param parameters what was sent, as far as it could be read
 * @param malformed whether a percent escape in query or form was malformed
 */
record RequestParameters(Parameters parameters, boolean malformed) {
    private static final int MOST_PARAMETERS = 20_000;
    private static final byte[] METHOD_MEMBER = "\"_method\"".getBytes(StandardCharsets.US_ASCII);

    static RequestParameters of(@Nullable String query, Buffer body, ContentType type, ObjectMapper json) {
        Parameters parameters = Parameters.NONE;
        boolean malformed = false;
        if (query != null && !query.isEmpty()) {
            Optional<Map<String, List<String>>> read = decode(query);
            malformed = read.isEmpty();
            parameters = parameters.and(read.orElse(Map.of()));
        }
        if (body.length() > 0 && type.isForm()) {
            Optional<Map<String, List<String>>> read = decode(body.toString(type.charset()));
            malformed |= read.isEmpty();
            parameters = parameters.and(read.orElse(Map.of()));
        }
        if (body.length() > 0 && type.isJson() && contains(body, METHOD_MEMBER)) {
            parameters = parameters.and(members(body, json));
        }
        return new RequestParameters(parameters, malformed);
    }

    private static Optional<Map<String, List<String>>> decode(String text) {
        try {
            return Optional.of(
                    new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MOST_PARAMETERS, true).parameters());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Members that are a value or a list of values; the others stay in the body. */
    private static Map<String, List<String>> members(Buffer body, ObjectMapper json) {
        JsonNode root;
        try {
            root = json.readTree(body.getBytes());
        } catch (JsonProcessingException e) {
            return Map.of();
        } catch (IOException e) {
            throw new IllegalStateException("a buffer in memory can be read", e);
        }
        Map<String, List<String>> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : root.properties()) {
            List<String> values = new ArrayList<>();
            JsonNode value = member.getValue();
            for (JsonNode element : value.isArray() ? value : List.of(value)) {
                if (element.isValueNode() && !element.isNull()) {
                    values.add(element.asText());
                }
            }
            if (!values.isEmpty()) {
                members.put(member.getKey(), values);
            }
        }
        return members;
    }

    private static boolean contains(Buffer body, byte[] wanted) {
        outer:
        for (int i = 0; i + wanted.length <= body.length(); i++) {
            for (int j = 0; j < wanted.length; j++) {
                if (body.getByte(i + j) != wanted[j]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }
}
