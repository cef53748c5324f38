package io.postern.api.identity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.postern.access.token.TokenGrant.Reason;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The meter of what token calls were answered with: {@code granted}, or why not. Calls that the gate refused are not among them.
 * Thread safe.
 */
@Singleton
final class TokenMetrics {
    private final Counter granted;
    private final Counter noCredentials;
    private final Counter wrongGrantType;
    private final Map<Reason, Counter> denied = new EnumMap<>(Reason.class);

    TokenMetrics(MeterRegistry registry) {
        this.granted = counter(registry, "granted");
        this.noCredentials = counter(registry, "no-credentials");
        this.wrongGrantType = counter(registry, "wrong-grant-type");
        for (Reason reason : Reason.values()) {
            denied.put(
                    reason,
                    counter(registry, reason.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
    }

    void granted() {
        granted.increment();
    }

    void withoutCredentials() {
        noCredentials.increment();
    }

    /** The grant type is missing, or another one than client credentials. */
    void ofWrongGrantType() {
        wrongGrantType.increment();
    }

    void denied(Reason reason) {
        Objects.requireNonNull(denied.get(reason)).increment();
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("postern.tokens")
                .description("Token calls by what they were answered with")
                .tag("outcome", outcome)
                .register(registry);
    }
}
