package io.postern.access.subscription;

/** A separate set of leads within a subscription. "Default" is 1. */
public record Partition(int id, String name) {
    /** The id of the partition "Default". */
    public static final int DEFAULT = 1;
}
