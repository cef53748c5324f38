package io.postern.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.postern.foundation.store.DeadlinePassed;
import io.postern.foundation.store.StoreUnavailable;
import io.postern.foundation.wire.CurrentRequest;
import io.postern.foundation.wire.ErrorAnswer;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Refusal;
import io.postern.foundation.wire.Surface;
import io.postern.gate.CurrentCall;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.handlers.FormBodyHandler;
import org.jspecify.annotations.Nullable;

/** Turns what a resource throws into the answer of its surface. What nobody expected is 611, and in the log under its request id. */
@Singleton
public final class FailureAnswers {
    private static final Logger LOG = Logger.getLogger(FailureAnswers.class);

    /** Where an answer outside the API prefixes tells the id under which the log has the failure. */
    private static final String REQUEST_ID = "X-Request-Id";

    private final CurrentCall call;

    FailureAnswers(CurrentCall call) {
        this.call = call;
    }

    @ServerExceptionMapper
    public Response refused(Refusal refused) {
        return answer(refused.code(), refused.text());
    }

    @ServerExceptionMapper
    public Response unavailable(StoreUnavailable unavailable) {
        LOG.warn(unavailable.getMessage());
        return answer(ErrorCode.TEMPORARILY_UNAVAILABLE, ErrorCode.TEMPORARILY_UNAVAILABLE.text());
    }

    @ServerExceptionMapper
    public Response timedOut(DeadlinePassed passed) {
        LOG.debug("The request was not done in time", passed);
        return answer(ErrorCode.REQUEST_TIMED_OUT, ErrorCode.REQUEST_TIMED_OUT.text());
    }

    @ServerExceptionMapper
    public Response unreadable(WebApplicationException unreadable) {
        @Nullable Throwable cause = unreadable.getCause();
        if (cause instanceof MismatchedInputException mismatch) {
            return notOfTheExpectedType(mismatch);
        }
        if (cause instanceof JsonProcessingException json) {
            return notJson(json);
        }
        return call.hasPassed() ? unexpected(unreadable) : unreadable.getResponse();
    }

    @ServerExceptionMapper
    public Response notJson(JsonProcessingException malformed) {
        LOG.debug("The request sent something else than JSON", malformed);
        return answer(ErrorCode.INVALID_JSON, ErrorCode.INVALID_JSON.text());
    }

    @ServerExceptionMapper
    public Response notOfTheExpectedType(MismatchedInputException mismatch) {
        if (mismatch.getCause() instanceof StreamReadException
                || mismatch.getPath().isEmpty()) {
            return notJson(mismatch);
        }
        String where = mismatch.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return answer(ErrorCode.INVALID_DATA, "Invalid data: '" + where + "' is not of the expected type");
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure) {
        if (failure instanceof CompletionException completion) {
            switch (completion.getCause()) {
                case StoreUnavailable store -> {
                    return unavailable(store);
                }
                case DeadlinePassed passed -> {
                    return timedOut(passed);
                }
                case null, default -> {}
            }
        }
        if (!call.hasPassed() && isOfAForm(failure)) {
            LOG.debugf(failure, "A form could not be read");
            return Response.status(Response.Status.BAD_REQUEST).build();
        }
        LOG.error("The request failed", failure);
        return answer(ErrorCode.SYSTEM_ERROR, ErrorCode.SYSTEM_ERROR.text());
    }

    /**
     * Whether a form could not be read, a percent escape that is none for instance, or more than 1,000 fields: there is no
     * exception of its own for it.
     */
    private static boolean isOfAForm(Throwable failure) {
        return failure instanceof RuntimeException
                && Stream.of(failure.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(FormBodyHandler.class.getName()));
    }

    /** Outside the API prefixes only a status is decided on here; the console makes a page of it. */
    private Response answer(ErrorCode code, String text) {
        if (!call.hasPassed()) {
            return Response.status(Surface.plainHttpStatus(code))
                    .header(REQUEST_ID, CurrentRequest.id())
                    .build();
        }
        call.failed(code);
        ErrorAnswer answer = ErrorAnswer.withText(call.surface(), call.requestId(), code, text);
        return Response.status(answer.status())
                .header(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8")
                .entity(answer.body())
                .build();
    }
}
