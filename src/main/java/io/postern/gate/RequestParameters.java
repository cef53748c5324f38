package io.postern.gate;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.postern.foundation.wire.Parameters;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
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

    static RequestParameters ofQuery(@Nullable String query) {
        RequestParameters none = new RequestParameters(Parameters.NONE, false);
        return query == null || query.isEmpty() ? none : none.andEncoded(PercentEncoding.ascii(query));
    }

    /** These, and those of the body if it is a form. */
    RequestParameters andForm(Buffer body, ContentType type) {
        return body.length() > 0 && type.isForm() ? andEncoded(body.toString(type.charset())) : this;
    }

    /** These, and more. */
    RequestParameters and(Map<String, List<String>> more) {
        return new RequestParameters(parameters.and(more), malformed);
    }

    /** These, and the members of a JSON body that are a value or a list of values. */
    RequestParameters andMembers(Map<String, @Nullable Object> body) {
        Map<String, List<String>> members = new LinkedHashMap<>();
        body.forEach((name, value) -> {
            List<String> values = new ArrayList<>();
            for (Object element : value instanceof List<?> list ? list : Collections.singletonList(value)) {
                if (element != null && !(element instanceof Map<?, ?>) && !(element instanceof List<?>)) {
                    values.add(element.toString());
                }
            }
            if (!values.isEmpty()) {
                members.put(name, values);
            }
        });
        return and(members);
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
        return and(decoded);
    }
}
