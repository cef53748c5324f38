package io.postern.testing;

import io.postern.testing.TestSubscriptions.Administrator;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person who is signed in to the console of a server, and sends its forms without a browser. */
public final class Administration {
    public static final String PASSWORD = "a pass phrase for tests alone";

    private static final Pattern SERVICE = Pattern.compile("/launchpoint/(\\d+)/");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();
    private final String base;

    private Administration(String base) {
        this.base = base;
    }

    /** Signs in with {@link #PASSWORD}. */
    public static Administration signIn(String base, String login) {
        return signIn(base, login, PASSWORD);
    }

    /** Signs in to the server under test. */
    public static Administration signIn(Administrator who) {
        return signIn(Api.base(), who.login(), who.password());
    }

    private static Administration signIn(String base, String login, String password) {
        Administration administration = new Administration(base);
        administration.post("/signin", "email", login, "password", password);
        return administration;
    }

    /** Somebody who has not signed in to the server under test. */
    public static Administration nobody() {
        return new Administration(Api.base());
    }

    /** The value of the cookie of the session. */
    public String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("postern_session"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody is signed in"));
    }

    public String get(String path) {
        return open(path).body();
    }

    /** Asks for a page or a part of one. */
    public HttpResponse<String> open(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).build());
    }

    /** Sends a form of names and values, and fails when the answer is an error. */
    public String post(String path, String... fields) {
        HttpResponse<String> answer = submit(path, fields);
        if (answer.statusCode() >= 400) {
            throw new AssertionError(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Sends a form of names and values, whatever the answer is. */
    public HttpResponse<String> submit(String path, String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(fields[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Origin", base)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString()))
                .build());
    }

    /** The id of the first service that LaunchPoint lists. */
    public String firstService() {
        Matcher service = SERVICE.matcher(get("/launchpoint"));
        if (!service.find()) {
            throw new AssertionError("LaunchPoint lists no service");
        }
        return service.group(1);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
