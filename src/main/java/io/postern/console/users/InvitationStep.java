package io.postern.console.users;

import java.util.List;

/** The steps of the dialog Invite New User, in their order. */
public enum InvitationStep {
    /** Who it is. */
    INFO,
    /** What they may do. */
    PERMISSIONS,
    /** What they are sent. */
    MESSAGE;

    /** The step of a number from 1; the first one for any other text. */
    static InvitationStep numbered(String text) {
        return switch (text) {
            case "2" -> PERMISSIONS;
            case "3" -> MESSAGE;
            default -> INFO;
        };
    }

    /** From 1. */
    public int number() {
        return ordinal() + 1;
    }

    /** All steps. */
    public List<InvitationStep> all() {
        return List.of(values());
    }

    public boolean isFirst() {
        return this == INFO;
    }

    public boolean isLast() {
        return this == MESSAGE;
    }

    InvitationStep next() {
        return this == INFO ? PERMISSIONS : MESSAGE;
    }

    InvitationStep previous() {
        return this == MESSAGE ? PERMISSIONS : INFO;
    }
}
