package io.postern.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The limit: a Vert.x server that does nothing but send answers that it has read from files. It checks and counts nothing; of a
 * POST it reads the body. One instance for each event loop, as Quarkus has it.
 */
final class BareVertx extends AbstractVerticle {
    private final int port;
    private final Map<String, Answer> answers;

    private BareVertx(int port, Map<String, Answer> answers) {
        this.port = port;
        this.answers = answers;
    }

    /** @param arguments the port, then for each answer its path and its file */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        Map<String, Answer> answers = new HashMap<>();
        for (int i = 1; i < arguments.length; i += 2) {
            answers.put(arguments[i], Answer.readFrom(Path.of(arguments[i + 1])));
        }
        Vertx vertx = Vertx.vertx();
        vertx.deployVerticle(
                        () -> new BareVertx(port, answers),
                        new DeploymentOptions()
                                .setInstances(2 * Runtime.getRuntime().availableProcessors()))
                .onSuccess(deployed -> System.out.println("Bare Vert.x is ready: http://127.0.0.1:" + port))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    @Override
    public void start() {
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(this::answer)
                .listen();
    }

    private void answer(HttpServerRequest request) {
        Answer answer = answers.get(request.path());
        if (answer == null) {
            request.response().setStatusCode(404).end();
        } else if (request.method() == HttpMethod.POST) {
            request.body().onSuccess(body -> send(request, answer));
        } else {
            send(request, answer);
        }
    }

    private static void send(HttpServerRequest request, Answer answer) {
        answer.headers().forEach((name, value) -> request.response().putHeader(name, value));
        request.response().end(Buffer.buffer(answer.body()));
    }
}
