package io.postern.server.openapi;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Objects;

/** {@code GET /q/openapi}: the document as JSON, or as YAML with {@code format=yaml} or for a client that accepts that. */
@Singleton
final class OpenApiRoute {
    private static final String PATH = "/q/openapi";

    private final OpenApiDocument document;

    OpenApiRoute(OpenApiDocument document) {
        this.document = document;
    }

    void install(@Observes Router router) {
        router.route(HttpMethod.GET, PATH).blockingHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        String accept = Objects.requireNonNullElse(context.request().getHeader(HttpHeaders.ACCEPT), "")
                .toLowerCase(Locale.ROOT);
        boolean yaml = context.queryParam("format").stream().anyMatch("yaml"::equalsIgnoreCase)
                || accept.contains("yaml") && !accept.contains("json");
        context.response()
                .putHeader(
                        HttpHeaders.CONTENT_TYPE,
                        yaml ? "application/yaml;charset=UTF-8" : "application/json;charset=UTF-8")
                .end(yaml ? document.yaml() : document.json());
    }
}
