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
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request: of its query, of its form body, and of the members of its JSON body where those stand in for
 * parameters.
 *
 * @param parameters what was sent, as far as it could be read
 * @param malformed whether a percent escape in query or form was malformed, or not UTF-8
 */
record RequestParameters(Parameters parameters, boolean malformed) {
    private static final int MOST_PARAMETERS = 20_000;
    private static final byte[] METHOD_MEMBER = "\"_method\"".getBytes(StandardCharsets.US_ASCII);

    static RequestParameters ofQuery(@Nullable String query) {
        RequestParameters none = new RequestParameters(Parameters.NONE, false);
        return query == null || query.isEmpty() ? none : none.andEncoded(PercentEncoding.ascii(query));
    }

    /** These, and those of the body if it is a form. */
    RequestParameters andForm(Buffer body, ContentType type) {
        return body.length() > 0 && type.isForm() ? andEncoded(body.toString(type.charset())) : this;
    }

    /**
     * These, and the members of a JSON body that are a value or a list of values.
     *
     * @param always whether they are parameters in any case; else only those of a body that names a {@code _method}
     */
    RequestParameters andMembers(Buffer body, ObjectMapper json, boolean always) {
        return body.length() > 0 && (always || contains(body, METHOD_MEMBER))
                ? new RequestParameters(parameters.and(members(body, json)), malformed)
                : this;
    }

    /** Whether they name a {@code _method}, by which a POST stands in for another verb. */
    boolean nameAMethod() {
        return parameters.text("_method").isPresent();
    }

    private RequestParameters andEncoded(String text) {
        if (!PercentEncoding.isUtf8(text)) {
            return new RequestParameters(parameters, true);
        }
        Map<String, List<String>> decoded =
                new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MOST_PARAMETERS, true).parameters();
        return new RequestParameters(parameters.and(decoded), malformed);
    }

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
