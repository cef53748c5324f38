package io.postern.console;

import io.postern.foundation.store.DeadlinePassed;
import io.postern.foundation.store.StoreUnavailable;
import io.postern.foundation.wire.CurrentRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.handlers.FormBodyHandler;

/**
 * With which status a page is answered that could not be made; {@link ConsoleAnswers} makes a page of it. What nobody expected is in the
 * log under the id of the request.
 */
@Singleton
public final class ConsoleFailures {
    private static final Logger LOG = Logger.getLogger(ConsoleFailures.class);

    /** Where an answer tells the id under which the log has the failure. */
    private static final String REQUEST_ID = "X-Request-Id";

    private static final int GATEWAY_TIMEOUT = 504;

    @ServerExceptionMapper
    public Response unavailable(StoreUnavailable unavailable) {
        LOG.warn(unavailable.getMessage());
        return answer(Response.Status.SERVICE_UNAVAILABLE.getStatusCode());
    }

    @ServerExceptionMapper
    public Response timedOut(DeadlinePassed passed) {
        LOG.debug("The request was not done in time", passed);
        return answer(GATEWAY_TIMEOUT);
    }

    /** What the engine refuses by itself has its status already. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException refused) {
        return refused.getResponse();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure) {
        if (isOfAForm(failure)) {
            LOG.debugf(failure, "A form could not be read");
            return Response.status(Response.Status.BAD_REQUEST).build();
        }
        LOG.error("The request failed", failure);
        return answer(Response.Status.INTERNAL_SERVER_ERROR.getStatusCode());
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

    private static Response answer(int status) {
        return Response.status(status).header(REQUEST_ID, CurrentRequest.id()).build();
    }
}
