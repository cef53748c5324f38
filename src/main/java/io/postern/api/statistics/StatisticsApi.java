package io.postern.api.statistics;

import io.postern.foundation.wire.Answer;
import io.postern.gate.Board;
import io.postern.gate.Declares;
import io.postern.gate.limits.Usage;
import io.postern.insight.calls.Errors;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * How much was called, and with which errors: of the present day one element, also on a day without calls; of the last seven days, the
 * present one included, an element for each, oldest first.
 *
 * @see <a href="https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/rest-api">Adobe's page "REST API", usage</a>
 */
@Singleton
final class StatisticsApi implements Declares {
    private static final int DAYS = 7;

    private final Usage usage;
    private final Errors errors;

    StatisticsApi(Usage usage, Errors errors) {
        this.usage = usage;
        this.errors = errors;
    }

    @Override
    public void on(Board board) {
        board.answerFromMemory(
                "getDailyUsageUsingGET", call -> new Answer.Items(List.of(usage.today(call.directory()))));
        board.answer("getLast7DaysUsageUsingGET", call -> new Answer.Items(usage.lastSevenDays(call.directory())));
        board.answer("getDailyErrorsUsingGET", call -> new Answer.Items(errors.lastDays(call.directory(), 1)));
        board.answer("getLast7DaysErrorsUsingGET", call -> new Answer.Items(errors.lastDays(call.directory(), DAYS)));
    }
}
