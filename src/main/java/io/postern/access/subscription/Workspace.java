package io.postern.access.subscription;

/** A part of a subscription in which roles are assigned. "Default" is 1, further ones begin with 1008. */
public record Workspace(int id, String name, String description) {
    /** The id of the workspace "Default". */
    public static final int DEFAULT = 1;

    /** The id of the first workspace that somebody makes. */
    static final int FIRST_OWN = 1008;
}
