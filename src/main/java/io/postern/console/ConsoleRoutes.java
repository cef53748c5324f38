package io.postern.console;

import io.postern.foundation.wire.CurrentRequest;
import io.postern.foundation.wire.RequestId;
import io.postern.foundation.wire.Surface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of requests outside the API prefixes, where no gate is. It gives each request its id, and refuses
 * bodies that are no form, or larger than any form.
 */
@Singleton
final class ConsoleRoutes {
    /** Right after the gate. */
    private static final int AFTER_THE_GATE = Integer.MIN_VALUE + 1;

    private static final long LARGEST_FORM = 1 << 17;
    private static final int LONGEST_NUMBER = 9;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]*");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final RequestId requestIds;

    ConsoleRoutes(RequestId requestIds) {
        this.requestIds = requestIds;
    }

    void install(@Observes Router router) {
        router.route().order(AFTER_THE_GATE).handler(this::check).failureHandler(ConsoleRoutes::unreadable);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (Surface.of(Objects.requireNonNullElse(request.path(), "/")).isPresent()) {
            context.next();
            return;
        }
        CurrentRequest.begin(requestIds.next());
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        @Nullable String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (!HOST.matcher(Objects.requireNonNullElse(request.getHeader(HttpHeaders.HOST), ""))
                        .matches()
                || BROKEN_ESCAPE
                        .matcher(Objects.requireNonNullElse(request.path(), "/"))
                        .find()) {
            refuse(context, 400, "The address of this request cannot be read.");
        } else if (length != null && isTooLong(length)) {
            refuse(context, 413, "A form of the console has at most " + LARGEST_FORM + " bytes.");
        } else if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || length == null && request.version() == HttpVersion.HTTP_2 && request.method() == HttpMethod.POST) {
            refuse(context, 411, "A form of the console is sent with a Content-Length.");
        } else if (type != null && !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            refuse(context, 415, "A form of the console is sent as " + FORM + ".");
        } else {
            context.next();
        }
    }

    /** What the engine cannot read it would answer with a stack trace. */
    private static void unreadable(RoutingContext context) {
        if (context.statusCode() == 400 && !context.response().headWritten()) {
            refuse(context, 400, "The address of this request cannot be read.");
        } else {
            context.next();
        }
    }

    private static boolean isTooLong(String length) {
        return length.length() > LONGEST_NUMBER || Long.parseLong(length) > LARGEST_FORM;
    }

    private static void refuse(RoutingContext context, int status, String text) {
        HttpServerResponse response = context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8");
        if (context.request().version() == HttpVersion.HTTP_2) {
            response.end(text);
        } else {
            response.putHeader(HttpHeaders.CONNECTION, "close")
                    .end(text)
                    .onComplete(sent -> context.request().connection().close());
        }
    }
}
