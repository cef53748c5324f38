package io.postern.testing;

import io.postern.foundation.store.Store;
import io.postern.foundation.store.StoreUnavailable;
import io.postern.foundation.wire.Answer;
import io.postern.gate.Board;
import io.postern.gate.Declares;
import jakarta.inject.Singleton;

/** Operations that fail as no operation should, so that tests can see what becomes of it. */
@Singleton
public class FailingOperations implements Declares {
    private final Store store;

    FailingOperations(Store store) {
        this.store = store;
    }

    @Override
    public void on(Board board) {
        board.answer("bug", call -> {
            throw new IllegalStateException("a bug, on purpose");
        });
        board.answer("away", call -> {
            throw new StoreUnavailable("away, on purpose", null);
        });
        board.answer("unwritable", call -> new Answer.Bare(new Unwritable()));
        board.answer(
                "slow",
                call -> new Answer.Bare(
                        store.with(handle -> handle.createQuery("SELECT pg_sleep(60)::text /* slow.json */")
                                .mapTo(String.class)
                                .one())));
    }

    /** What cannot be written. */
    public static final class Unwritable {
        public String getText() {
            throw new IllegalStateException("unwritable, on purpose");
        }
    }
}
