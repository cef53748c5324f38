package io.postern.console;

import io.postern.foundation.store.Deadline;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Completes every answer outside the API prefixes. It adds headers that keep browsers from doing more than the pages
 * need. Where a failure was answered with nothing but a status, it adds a page that says what the status means.
 */
@Singleton
public final class ConsoleAnswers {
    private static final String REQUEST_ID = "X-Request-Id";

    /**
     * Content Security Policy Level 3: nothing but what this server sends, and no script or style within a page.
     *
     * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
     */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

    private final ErrorPages errors;

    ConsoleAnswers(ErrorPages errors) {
        this.errors = errors;
    }

    @ServerResponseFilter
    public void complete(ContainerRequestContext request, ContainerResponseContext response) {
        Deadline.leave();
        if (response.getStatus() >= Response.Status.BAD_REQUEST.getStatusCode()
                && !response.hasEntity()
                && !response.getHeaders().containsKey("HX-Redirect")) {
            String requestId = Objects.requireNonNullElse(response.getHeaderString(REQUEST_ID), "");
            Response page = errors.of(response.getStatus(), requestId);
            response.setEntity(page.getEntity(), null, page.getMediaType());
            page.getStringHeaders()
                    .forEach((name, values) -> response.getHeaders().putSingle(name, values.getFirst()));
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putSingle("Referrer-Policy", "same-origin");
        headers.putSingle("Cross-Origin-Opener-Policy", "same-origin");
        headers.putSingle("Cache-Control", "no-store");
        headers.add("Vary", "Accept-Language, Cookie, HX-Request");
    }
}
