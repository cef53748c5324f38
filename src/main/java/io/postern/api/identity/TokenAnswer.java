package io.postern.api.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A granted token. RFC 6749 §5.1.
 *
 * @param expiresIn whole seconds that are left, at least 1
 * @param scope the address of the API-only user
 */
@JsonPropertyOrder({"access_token", "token_type", "expires_in", "scope"})
record TokenAnswer(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        String scope) {
    @Override
    public String toString() {
        return "TokenAnswer[…, " + expiresIn + " s, " + scope + "]";
    }
}
