package io.postern.gate;

import io.postern.foundation.wire.Answer;
import io.postern.foundation.wire.Refusal;

/** What answers the calls of an operation: it reads the input, lets a service work, and says what came of it. Thread safe. */
@FunctionalInterface
public interface Handler {
    /** @throws Refusal when the call is answered with an error */
    Answer answer(Call call);
}
