package io.postern.server.startup;

import io.postern.foundation.wire.CurrentRequest;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Lets every line of the log pass, with the id of the request that it was written for, if there is one. It asks for the id when a
 * line is written, so calls that log nothing pay nothing. The nested diagnostic context (NDC) carries it, for that is the one
 * text that the pattern of a line and the keys of JSON can both place.
 */
@LoggingFilter(name = "request-id")
public final class RequestIdFilter implements Filter {
    private final boolean json;

    public RequestIdFilter(@ConfigProperty(name = "quarkus.log.console.json.enabled") boolean json) {
        this.json = json;
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord record) {
            @Nullable String id = CurrentRequest.id();
            if (json) {
                record.setNdc(id);
            } else {
                record.setNdc(id == null ? "" : " [" + id + "]");
            }
        }
        return true;
    }
}
