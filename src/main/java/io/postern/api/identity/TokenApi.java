package io.postern.api.identity;

import io.postern.access.token.TokenGrant;
import io.postern.access.token.TokenGrants;
import io.postern.foundation.wire.Answer;
import io.postern.foundation.wire.OAuthError;
import io.postern.gate.Board;
import io.postern.gate.Call;
import io.postern.gate.Declares;
import io.postern.gate.Sender;
import io.postern.insight.denials.Denials;
import io.postern.insight.denials.DeniedCall;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint: client credentials in, a token out.
 *
 * @see <a href="https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/authentication">Adobe's page
 *     "Authentication"</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc6749#section-4.4">RFC 6749 §4.4</a>
 */
@Singleton
final class TokenApi implements Declares {
    private final TokenGrants grants;
    private final Denials denials;
    private final TokenMetrics metrics;

    TokenApi(TokenGrants grants, Denials denials, TokenMetrics metrics) {
        this.grants = grants;
        this.denials = denials;
        this.metrics = metrics;
    }

    @Override
    public void on(Board board) {
        List.of("identityUsingGET", "identityUsingPOST")
                .forEach(id -> board.answer(id, this::fromMemory, this::fromDatabase));
    }

    private @Nullable Answer fromMemory(Call call) {
        Optional<ClientCredentials> credentials = credentials(call);
        if (credentials.isEmpty()) {
            return withoutCredentials();
        }
        @Nullable
        TokenGrant held = grants.held(
                credentials.get().clientId(),
                credentials.get().clientSecret(),
                call.sender().address());
        return held == null ? null : answer(held, call);
    }

    private Answer fromDatabase(Call call) {
        return credentials(call)
                .map(credentials -> answer(
                        grants.grant(
                                credentials.clientId(),
                                credentials.clientSecret(),
                                call.sender().address()),
                        call))
                .orElseGet(this::withoutCredentials);
    }

    private static Optional<ClientCredentials> credentials(Call call) {
        return switch (call.sender()) {
            case Sender.Stranger(String address, Optional<String> authorization) ->
                ClientCredentials.of(call.input(), authorization.orElse(null));
            case Sender.Integration known -> ClientCredentials.of(call.input(), null);
        };
    }

    private Answer withoutCredentials() {
        metrics.withoutCredentials();
        return denied(OAuthError.UNAUTHORIZED, "Send client_id and client_secret");
    }

    /** Wrong credentials are told before a wrong grant type, as clients expect. */
    private Answer answer(TokenGrant grant, Call call) {
        return switch (grant) {
            case TokenGrant.Denied denied -> denied(denied, call);
            case TokenGrant.Granted granted -> {
                Optional<String> grantType = call.input().text("grant_type").optional();
                if (grantType.isEmpty()) {
                    metrics.ofWrongGrantType();
                    yield denied(OAuthError.INVALID_REQUEST, "Missing grant type");
                }
                if (!grantType.get().equals("client_credentials")) {
                    metrics.ofWrongGrantType();
                    yield denied(OAuthError.UNSUPPORTED_GRANT_TYPE, "Unsupported grant type: " + grantType.get());
                }
                metrics.granted();
                yield new Answer.Bare(
                        new TokenAnswer(granted.accessToken(), "bearer", granted.secondsLeft(), granted.scope()));
            }
        };
    }

    private Answer denied(TokenGrant.Denied denied, Call call) {
        metrics.denied(denied.reason());
        TokenGrant.@Nullable DeniedService service = denied.service();
        if (service != null) {
            denials.note(new DeniedCall(
                    service.directory(),
                    service.serviceId(),
                    call.operation().id(),
                    call.sender().address(),
                    denied.error().error(),
                    service.cause(),
                    call.requestId()));
        }
        return new Answer.Denied(denied.error(), denied.description(), denied.retryAfterSeconds());
    }

    private static Answer denied(OAuthError error, String description) {
        return new Answer.Denied(error, description, 0);
    }
}
