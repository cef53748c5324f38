package io.postern.gate;

import io.postern.access.operation.Operation;
import io.postern.access.operation.Operations;
import io.postern.insight.denials.Denials;
import jakarta.inject.Singleton;

/**
 * What a call meets on its way through the gate, in this order.
 *
 * @param operations which operation is called
 * @param authenticator who calls
 * @param admission whether there is capacity
 * @param threads where a body is read, and a handler waits
 * @param callReader what is sent, and whether the caller holds the permission for it
 * @param dispatch who answers
 * @param answers how the answer is written
 * @param metrics what is counted of it
 * @param denials who is told of a refusal
 */
@Singleton
record GateServices(
        Operations operations,
        Authenticator authenticator,
        Admission admission,
        WorkThreads threads,
        CallReader callReader,
        Dispatch dispatch,
        AnswerWriter answers,
        CallMetrics metrics,
        Denials denials) {

    boolean isAnswered(Operation operation) {
        return operations.isAnswered(operation);
    }
}
