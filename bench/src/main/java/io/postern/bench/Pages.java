package io.postern.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The pages that look at much, as one administrator opens them, one after the other. */
final class Pages {
    private static final Pattern SERVICE = Pattern.compile("/launchpoint/(\\d+)");

    /** {@code {id}} stands for a service. */
    private static final List<String> PATHS = List.of(
            "/users",
            "/roles",
            "/launchpoint",
            "/launchpoint/{id}",
            "/webservices",
            "/usage?period=MONTH",
            "/usage?period=MONTH&by=USER",
            "/usage?period=MONTH&by=OPERATION",
            "/usage/usage.csv?period=MONTH",
            "/denials?period=MONTH",
            "/denials?period=MONTH&group=SERVICE",
            "/privileges/roles",
            "/privileges/users",
            "/privileges/services",
            "/privileges/services/{id}",
            "/housekeeping?what=SERVICES",
            "/housekeeping?what=SECRETS",
            "/housekeeping?what=USERS",
            "/housekeeping?what=ROLES",
            "/housekeeping?what=EXPIRING",
            "/housekeeping?what=TOKENS",
            "/permissions");

    private static final int WARM_UPS = 10;
    private static final int TIMES = 20;
    private static final String FORM = "email=admin%40bench.example&password=everybody+may+know+this+pass+phrase";

    private final String base;
    private String service = "";
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    private Pages(int port) {
        this.base = "http://localhost:" + port;
    }

    /** Signs in and opens each page some times; how long each answer took until its last byte. */
    static Map<String, List<Duration>> open(int port) {
        Pages pages = new Pages(port);
        pages.send(HttpRequest.newBuilder(URI.create(pages.base + "/signin"))
                .header("Origin", pages.base)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(FORM))
                .build());
        pages.service = SERVICE.matcher(pages.get("/launchpoint").body())
                .results()
                .findFirst()
                .orElseThrow(() -> new BenchFailure("LaunchPoint lists no service"))
                .group(1);
        for (int i = 0; i < WARM_UPS; i++) {
            PATHS.forEach(pages::time);
        }
        Map<String, List<Duration>> times = new LinkedHashMap<>();
        for (int i = 0; i < TIMES; i++) {
            for (String path : PATHS) {
                times.computeIfAbsent(path, fresh -> new ArrayList<>()).add(pages.time(path));
            }
        }
        return times;
    }

    private Duration time(String path) {
        long begin = System.nanoTime();
        get(path.replace("{id}", service));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private HttpResponse<String> get(String path) {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(base + path)).build());
        if (answer.statusCode() != 200) {
            throw new BenchFailure(path + " was answered with " + answer.statusCode());
        }
        return answer;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new BenchFailure(request.uri() + " was not answered: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted");
        }
    }
}
