package io.postern.foundation.store;

/**
 * The connections of a store at one moment.
 *
 * @param inUse that somebody works with
 * @param idle that are open and free
 * @param waiting how many callers wait for one
 * @param limit the most that there may be
 */
public record Connections(long inUse, long idle, long waiting, int limit) {
    static final Connections NONE = new Connections(0, 0, 0, 0);
}
