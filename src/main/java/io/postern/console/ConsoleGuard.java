package io.postern.console;

import io.postern.access.permission.RequiredPermissions;
import io.postern.access.permission.Requires;
import io.postern.access.permission.RequiresNone;
import io.postern.access.session.Sessions;
import io.postern.foundation.store.Deadline;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Guards every page. A request that changes something must come from a page of this server. Whoever is not signed in is
 * sent to sign in. Whoever lacks the permission that a method names with {@link Requires} is told so.
 */
@Singleton
public final class ConsoleGuard {
    private static final String WING = ConsoleGuard.class.getPackageName();
    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** How long a page may use the database. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Visit visit;
    private final Sessions sessions;
    private final ErrorPages errors;

    ConsoleGuard(Visit visit, Sessions sessions, ErrorPages errors) {
        this.visit = visit;
        this.sessions = sessions;
        this.errors = errors;
    }

    /** On the thread of the resource. */
    @ServerRequestFilter
    public @Nullable Response check(ContainerRequestContext request, ResourceInfo resource) {
        if (!(resource.getResourceClass().getPackageName() + ".").startsWith(WING + ".")) {
            return null;
        }
        Deadline.in(LONGEST).enter();
        if (!SAFE.contains(request.getMethod()) && !isFromOwnPage(request)) {
            return errors.foreign();
        }
        @Nullable Cookie cookie = request.getCookies().get(Sessions.COOKIE);
        if (cookie != null) {
            sessions.find(cookie.getValue(), visit.address()).ifPresent(visit::enter);
        }
        Method method = resource.getResourceMethod();
        if (method.isAnnotationPresent(WithoutSignIn.class)) {
            return null;
        }
        if (visit.visitor().isEmpty()) {
            return signInFirst(request);
        }
        RequiredPermissions required = required(method);
        return visit.person().holds(required) ? null : errors.notPermitted(required);
    }

    /** @throws IllegalStateException when the method does not say what it asks for: nobody gets in */
    private static RequiredPermissions required(Method method) {
        @Nullable Requires requires = method.getAnnotation(Requires.class);
        if (requires == null && !method.isAnnotationPresent(RequiresNone.class)) {
            throw new IllegalStateException(method + " bears neither @Requires nor @RequiresNone");
        }
        return requires == null ? RequiredPermissions.NONE : RequiredPermissions.of(requires);
    }

    /**
     * Browsers say where a request comes from; a page of somebody else cannot say that it comes from here. Fetch
     * Metadata Request Headers (W3C), and the header Origin of RFC 6454 §7.
     *
     * @see <a href="https://datatracker.ietf.org/doc/html/rfc6454#section-7">RFC 6454, section 7</a>
     * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
     */
    private boolean isFromOwnPage(ContainerRequestContext request) {
        @Nullable String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        @Nullable String origin = request.getHeaderString("Origin");
        return origin != null
                && (origin.equals(visit.origin())
                        || origin.replaceFirst("^https?://", "").equals(request.getHeaderString("Host")));
    }

    private Response signInFirst(ContainerRequestContext request) {
        String wanted =
                visit.shownPath().orElseGet(() -> request.getMethod().equals(HttpMethod.GET) ? visit.path() : "/");
        String signIn = LocalPath.signIn(wanted);
        return visit.isForAPart()
                ? Response.status(Response.Status.UNAUTHORIZED)
                        .header("HX-Redirect", signIn)
                        .build()
                : Visit.goTo(signIn);
    }
}
