package io.postern.gate;

import io.postern.access.rule.Rule;
import io.postern.foundation.wire.ErrorCode;

/** With which error an API answers a change of access that a rule forbids. */
final class RuleCodes {
    private RuleCodes() {}

    static ErrorCode of(Rule rule) {
        return switch (rule) {
            case MISSING -> ErrorCode.MISSING_VALUE;
            case NOT_AN_EMAIL_ADDRESS -> ErrorCode.INVALID_VALUE;
            case NOT_HELD -> ErrorCode.ACCESS_DENIED;
            case NOT_FOUND -> ErrorCode.OBJECT_NOT_FOUND;
            case ALREADY_TAKEN -> ErrorCode.OBJECT_ALREADY_EXISTS;
            case ROLE_IN_USE, USER_OWNS_SERVICES -> ErrorCode.OBJECT_IN_USE;
            case CHANGED_MEANWHILE -> ErrorCode.TRANSIENT_ERROR;
            case TOO_LONG,
                    CONTROL_CHARACTER,
                    LAST_ADMIN,
                    ONLY_ALL_WORKSPACES,
                    BUILT_IN_ROLE,
                    OWN_ROLE,
                    NOT_API_ONLY,
                    NOT_IN_FUTURE,
                    OWN_USER,
                    ROTATION_RUNNING,
                    NO_ROTATION,
                    CURRENT_SECRET,
                    SECRET_ORDER,
                    OVERLAP_TOO_LONG -> ErrorCode.INVALID_DATA;
        };
    }
}
