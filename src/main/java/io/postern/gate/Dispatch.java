package io.postern.gate;

import io.postern.access.rule.RuleViolation;
import io.postern.foundation.store.DeadlinePassed;
import io.postern.foundation.store.StoreUnavailable;
import io.postern.foundation.wire.Answer;
import io.postern.foundation.wire.ErrorCode;
import io.postern.foundation.wire.Refusal;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets the handler of an operation answer a call, and makes an answer of whatever it throws. Thread safe. */
@Singleton
public final class Dispatch {
    private static final Logger LOG = Logger.getLogger(Dispatch.class);

    private final Board board;

    Dispatch(Board board) {
        this.board = board;
    }

    /** Answers a call on this thread, under the deadline of the call. It throws nothing. */
    public Answer answer(Call call) {
        Handler handler = board.of(call.operation()).handler();
        try {
            return call.deadline().during(() -> handler.answer(call));
        } catch (Throwable failure) {
            return answer(failure);
        }
    }

    /** Answers a call from memory; null where that cannot be done. It throws nothing. */
    @Nullable
    Answer fromMemory(Call call) {
        try {
            Board.@Nullable FromMemory handler = board.of(call.operation()).fromMemory();
            return handler == null ? null : handler.answer(call);
        } catch (Throwable failure) {
            return answer(failure);
        }
    }

    /** The answer to what some work threw: what nobody expected is 611, and in the log under its request id. */
    static Answer answer(Throwable failure) {
        switch (failure) {
            case Refusal refusal -> {
                return refusal.answer();
            }
            case RuleViolation violation -> {
                return new Answer.Refused(RuleCodes.of(violation.rule()), violation.text());
            }
            case StoreUnavailable unavailable -> {
                LOG.warn(unavailable.getMessage());
                return Answer.Refused.with(ErrorCode.TEMPORARILY_UNAVAILABLE);
            }
            case DeadlinePassed passed -> {
                LOG.debug("The call was not done in time", passed);
                return Answer.Refused.with(ErrorCode.REQUEST_TIMED_OUT);
            }
            default -> {
                return unexpected(failure);
            }
        }
    }

    /** Answers what nobody expected. */
    static Answer unexpected(@Nullable Throwable failure) {
        LOG.error("The request failed", failure);
        return Answer.Refused.with(ErrorCode.SYSTEM_ERROR);
    }
}
