package io.postern.api.identity;

import io.postern.access.permission.RequiresNone;
import io.postern.access.token.TokenGrant;
import io.postern.access.token.TokenGrants;
import io.postern.foundation.store.Deadline;
import io.postern.foundation.wire.ErrorAnswer;
import io.postern.foundation.wire.OAuthError;
import io.postern.foundation.wire.Parameters;
import io.postern.gate.CurrentCall;
import io.postern.insight.denials.Denials;
import io.postern.insight.denials.DeniedCall;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET} and {@code POST /identity/oauth/token}: client credentials in, a token out. Adobe's page "Authentication";
 * RFC 6749 §4.4.
 */
@Path("/identity/oauth/token")
@Produces("application/json;charset=UTF-8")
@NonBlocking
public final class TokenResource {
    private static final String WHY = "client id and client secret are what is asked for";

    private final TokenGrants grants;
    private final CurrentCall call;
    private final Denials denials;
    private final TokenMetrics metrics;
    private final ExecutorService virtualThreads;

    TokenResource(
            TokenGrants grants,
            CurrentCall call,
            Denials denials,
            TokenMetrics metrics,
            @VirtualThreads ExecutorService virtualThreads) {
        this.grants = grants;
        this.call = call;
        this.denials = denials;
        this.metrics = metrics;
        this.virtualThreads = virtualThreads;
    }

    @GET
    @RequiresNone(because = WHY)
    public CompletionStage<Response> getToken(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        return token(authorization);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RequiresNone(because = WHY)
    public CompletionStage<Response> postToken(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        return token(authorization);
    }

    private CompletionStage<Response> token(@Nullable String authorization) {
        Parameters parameters = call.parameters();
        Optional<ClientCredentials> credentials = ClientCredentials.of(parameters, authorization);
        if (credentials.isEmpty()) {
            metrics.withoutCredentials();
            return now(error(OAuthError.UNAUTHORIZED, "Send client_id and client_secret")
                    .build());
        }
        String clientId = credentials.get().clientId();
        String clientSecret = credentials.get().clientSecret();
        Optional<String> grantType = parameters.text("grant_type");
        String address = call.address();
        Deadline deadline = call.deadline();
        Origin origin = new Origin(call.operation(), address, call.requestId());
        @Nullable TokenGrant held = grants.held(clientId, clientSecret, address);
        return held != null
                ? now(answer(held, grantType, origin))
                : CompletableFuture.supplyAsync(
                        () -> answer(
                                deadline.during(() -> grants.grant(clientId, clientSecret, address)),
                                grantType,
                                origin),
                        virtualThreads);
    }

    /** Where a call came from and went to: known on the thread of the call only. */
    private record Origin(String operation, String address, String requestId) {}

    /** Wrong credentials are told before a wrong grant type, as clients expect. */
    private Response answer(TokenGrant grant, Optional<String> grantType, Origin origin) {
        return switch (grant) {
            case TokenGrant.Denied denied -> denied(denied, origin);
            case TokenGrant.Granted granted -> {
                if (grantType.isEmpty()) {
                    metrics.ofWrongGrantType();
                    yield error(OAuthError.INVALID_REQUEST, "Missing grant type")
                            .build();
                }
                if (!grantType.get().equals("client_credentials")) {
                    metrics.ofWrongGrantType();
                    yield error(OAuthError.UNSUPPORTED_GRANT_TYPE, "Unsupported grant type: " + grantType.get())
                            .build();
                }
                metrics.granted();
                yield notCached(Response.ok(new TokenAnswer(
                                granted.accessToken(), "bearer", granted.secondsLeft(), granted.scope())))
                        .build();
            }
        };
    }

    private Response denied(TokenGrant.Denied denied, Origin origin) {
        metrics.denied(denied.reason());
        TokenGrant.@Nullable DeniedService service = denied.service();
        if (service != null) {
            denials.note(new DeniedCall(
                    service.directory(),
                    service.serviceId(),
                    origin.operation(),
                    origin.address(),
                    denied.error().error(),
                    service.cause(),
                    origin.requestId()));
        }
        Response.ResponseBuilder response = error(denied.error(), denied.description());
        return denied.retryAfterSeconds() == 0
                ? response.build()
                : response.header(HttpHeaders.RETRY_AFTER, denied.retryAfterSeconds())
                        .build();
    }

    private static Response.ResponseBuilder error(OAuthError error, String description) {
        Response.ResponseBuilder response =
                Response.status(error.status()).entity(new ErrorAnswer.OAuthBody(error.error(), description));
        if (error.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Postern\"");
        }
        return notCached(response);
    }

    private static Response.ResponseBuilder notCached(Response.ResponseBuilder response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store").header("Pragma", "no-cache");
    }

    private static CompletionStage<Response> now(Response response) {
        return CompletableFuture.completedFuture(response);
    }
}
