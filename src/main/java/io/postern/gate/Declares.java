package io.postern.gate;

/** A group of operations that are answered: each such bean is asked once, at the start, which handlers it has. */
public interface Declares {
    /** Binds handlers to the ids of operations. */
    void on(Board board);
}
