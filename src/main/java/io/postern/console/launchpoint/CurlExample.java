package io.postern.console.launchpoint;

/**
 * A first call with curl, to be pasted into a shell (POSIX). It sends the client secret in the body of a POST, encoded
 * and from a pipe: neither the address nor the list of processes shows it.
 */
public final class CurlExample {
    private CurlExample() {}

    /**
     * @param origin scheme, host and port of this server, which hold nothing that a shell would read otherwise
     * @param clientId likewise
     */
    public static String of(String origin, String clientId) {
        return """
                TOKEN=$(printf %%s "${CLIENT_SECRET:?is not set}" |
                  curl -sS '%1$s/identity/oauth/token' -d grant_type=client_credentials \\
                    -d 'client_id=%2$s' --data-urlencode 'client_secret@-' |
                  sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                curl -sS '%1$s/rest/v1/stats/usage.json' -H "Authorization: Bearer $TOKEN\"""".formatted(origin, clientId);
    }
}
