package io.postern.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.postern.access.directory.DenialCause;
import io.postern.access.operation.Operation;
import io.postern.access.operation.Signature;
import io.postern.access.permission.RequiredPermissions;
import io.postern.foundation.store.Deadline;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.FilePart;
import io.postern.foundation.wire.Input;
import io.postern.foundation.wire.Parameters;
import io.postern.foundation.wire.Refusal;
import io.postern.insight.denials.Denials;
import io.postern.insight.denials.DeniedCall;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what was sent into a {@link Call}, if it is what the operation takes and the caller holds the permission for it. Thread safe. */
@Singleton
final class CallReader {
    private final ObjectReader json;
    private final Denials denials;
    private final Map<String, Set<String>> names = new ConcurrentHashMap<>();

    CallReader(ObjectMapper json, Denials denials) {
        this.json = json.readerFor(Object.class);
        this.denials = denials;
    }

    /** Reads the body of a request, whatever operation it turns out to be for. */
    Content content(RequestParameters query, ReceivedBody body, ContentType type) {
        return Content.read(query, body, type, json);
    }

    /**
     * The call of an operation.
     *
     * @param path the parameters of the path, as sent
     * @throws Refusal 413, 608, 609, 612 or 613 when the body is not what the operation takes; 1003 when a parameter cannot be decoded; 603 when the
     *     caller does not hold the permission
     */
    Call call(String requestId, Operation operation, Sender sender, Content content, Map<String, String> path) {
        content.requireFor(operation);
        @Nullable Map<String, @Nullable Object> members = content.membersFor(operation);
        Map<String, List<FilePart>> files = content.filesFor(operation);
        Parameters parameters = content.parametersFor(operation);
        if (sender instanceof Sender.Integration known) {
            requirePermission(
                    requestId,
                    operation,
                    operation.permissions(name -> parameters.text(name).isPresent()),
                    known);
        }
        Input input = new Input(operation.surface(), names(operation), decoded(path), parameters, members, files);
        return new Call(requestId, operation, input, sender, Deadline.in(timeLimit(operation, sender)));
    }

    private void requirePermission(
            String requestId, Operation operation, RequiredPermissions required, Sender.Integration sender) {
        if (!sender.caller().permissions().satisfySomewhere(required)) {
            denials.note(new DeniedCall(
                    sender.directory(),
                    sender.caller().serviceId(),
                    operation.id(),
                    sender.address(),
                    Integer.toString(ErrorCode.ACCESS_DENIED.number()),
                    new DenialCause.PermissionMissing(required),
                    requestId));
            throw Refusal.with(ErrorCode.ACCESS_DENIED);
        }
    }

    private static Duration timeLimit(Operation operation, Sender sender) {
        int own = sender instanceof Sender.Integration known
                ? known.directory().settings().compatibility().timeLimitMillis()
                : 0;
        return own == 0 ? operation.timeLimit() : Duration.ofMillis(own);
    }

    private static Map<String, String> decoded(Map<String, String> path) {
        if (path.isEmpty()) {
            return path;
        }
        Map<String, String> decoded = new HashMap<>();
        path.forEach((name, value) -> decoded.put(
                name,
                value.indexOf('%') < 0
                        ? value
                        : QueryStringDecoder.decodeComponent(value.replace("+", "%2B"), StandardCharsets.UTF_8)));
        return decoded;
    }

    /** What a handler of an operation may ask for. */
    private Set<String> names(Operation operation) {
        return names.computeIfAbsent(
                operation.id(),
                id -> Stream.concat(
                                operation.signature().parameters().stream().map(Signature.Parameter::name),
                                operation.signature().body().stream()
                                        .flatMap(body -> body.members().stream())
                                        .map(Signature.Member::name))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
