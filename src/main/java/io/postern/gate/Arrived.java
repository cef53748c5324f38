package io.postern.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.access.operation.BodyKind;
import io.postern.access.operation.Operation;
import io.postern.access.operation.RouteMatch;
import io.postern.foundation.wire.ErrorCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that has arrived with its body.
 *
 * @param verb in upper case: that of {@code _method} where a POST stands in for another one
 * @param parameters of query and body, merged
 */
record Arrived(RouteMatch match, String verb, RequestParameters parameters, Buffer body, ContentType type) {
    private static final Buffer NONE = Buffer.buffer();

    /** @param query the parameters of the query, to which those of the body are added */
    static Arrived of(
            HttpServerRequest request,
            RouteMatch match,
            RequestParameters query,
            Buffer body,
            ContentType type,
            ObjectMapper json) {
        RequestParameters parameters = query.andForm(body, type);
        boolean takesForm = Optional.ofNullable(
                        match.operations().get(request.method().name()))
                .filter(operation -> operation.body() == BodyKind.FORM)
                .isPresent();
        boolean isPost = HttpMethod.POST.equals(request.method());
        if (isPost && type.isJson()) {
            parameters = parameters.andMembers(body, json, takesForm || parameters.nameAMethod());
        }
        String verb = isPost
                ? parameters
                        .parameters()
                        .text("_method")
                        .orElse(request.method().name())
                : request.method().name();
        return new Arrived(match, verb.toUpperCase(Locale.ROOT), parameters, body, type);
    }

    /** What is wrong with the body for an operation; null when nothing is. */
    @Nullable
    ErrorCode bodyError(Operation operation) {
        if (body.length() == 0 || isForItsParametersOnly(operation)) {
            return null;
        }
        if (type.isMultipart() && type.boundary().isEmpty()) {
            return ErrorCode.INVALID_MULTIPART_REQUEST;
        }
        boolean fits = switch (operation.body()) {
            case NONE -> true;
            case JSON -> type.isJson();
            case FORM -> type.isForm() || type.isJson();
            case MULTIPART -> type.isMultipart();
        };
        return fits && type.known() ? null : ErrorCode.INVALID_CONTENT_TYPE;
    }

    /**
     * The body as the resource of an operation gets it: JSON in UTF-8; nothing where the operation takes none, or where a
     * form was there for its parameters only.
     */
    Buffer bodyFor(Operation operation) {
        if (isForItsParametersOnly(operation)) {
            return NONE;
        }
        return type.isJson() && !type.charset().equals(StandardCharsets.UTF_8)
                ? Buffer.buffer(body.toString(type.charset()))
                : body;
    }

    private boolean isForItsParametersOnly(Operation operation) {
        return operation.body() == BodyKind.NONE || (type.isForm() && parameters.nameAMethod());
    }
}
