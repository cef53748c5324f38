package io.postern.testing;

import io.postern.foundation.wire.Answer;
import io.postern.gate.Board;
import io.postern.gate.Declares;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.logging.Logger;

/** Operations that write a line to the log, each on another kind of thread. */
@Singleton
public class LoggingOperations implements Declares {
    /** What each line says. */
    public static final String LINE = "worked on, on purpose";

    private static final Logger LOG = Logger.getLogger(LoggingOperations.class);

    @Override
    public void on(Board board) {
        board.answer("logvirtual", call -> logged());
        board.answerFromMemory("logloop", call -> logged());
        // as the token endpoint does where memory does not know
        board.answer("loglater", call -> null, call -> logged());
    }

    private static Answer logged() {
        LOG.warn(LINE);
        return new Answer.Bare(Map.of());
    }
}
