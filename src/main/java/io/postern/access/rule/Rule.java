package io.postern.access.rule;

/** The rules of the access model, each of which a change may break. */
public enum Rule {
    /** A name that must be given is empty. */
    MISSING,
    /** A text is longer than it may be. Values: its length, the longest length. */
    TOO_LONG,
    /** A text holds a control character that it may not hold. */
    CONTROL_CHARACTER,
    /** A login is not of the form of an e-mail address. Values: the text. */
    NOT_AN_EMAIL_ADDRESS,
    /** A name that must be unique in the subscription, or a login that must be unique everywhere, is taken. */
    ALREADY_TAKEN,
    /** What the change speaks of is not there. */
    NOT_FOUND,
    /** At least one active Admin whose access does not expire remains. */
    LAST_ADMIN,
    /** Nobody grants what they do not hold. */
    NOT_HELD,
    /** A role that somebody holds is not deleted. */
    ROLE_IN_USE,
    /** A user who owns custom services is not deleted. */
    USER_OWNS_SERVICES,
    /** Some roles are assigned for all workspaces only. */
    ONLY_ALL_WORKSPACES,
    /** Built-in roles are not deleted; Admin is not edited. */
    BUILT_IN_ROLE,
    /** Nobody edits a role that they hold. */
    OWN_ROLE,
    /** A custom service belongs to an API-only user. */
    NOT_API_ONLY,
    /** An end of access lies in the future. */
    NOT_IN_FUTURE,
    /** What a change was based on is not there any more as it was seen. */
    CHANGED_MEANWHILE,
    /** Nobody switches themself off. */
    OWN_USER,
    /** A service has at most two live secrets. */
    ROTATION_RUNNING,
    /** Only a rotation whose old secret is still live is cancelled. */
    NO_ROTATION,
    /** The current secret of a service is not ended. */
    CURRENT_SECRET,
    /**
     * The old secret of a rotation ends with the overlap at the latest, and before the new one. Values: that instant.
     */
    SECRET_ORDER,
    /** An old secret overlaps the new one only so long. Values: the most days. */
    OVERLAP_TOO_LONG
}
