package io.postern.console;

import io.postern.access.rule.RuleViolation;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import java.util.List;

/** Words a broken rule in a language. */
public final class RuleTexts {
    private static final int NAMES = 5;

    private RuleTexts() {}

    static String of(RuleViolation violation, Language language) {
        RuleMessages say = messages(language);
        List<String> values = violation.values();
        String first = values.isEmpty() ? "" : values.getFirst();
        return switch (violation.rule()) {
            case MISSING -> say.missing();
            case TOO_LONG -> say.tooLong(first, values.getLast());
            case CONTROL_CHARACTER -> say.controlCharacter();
            case NOT_AN_EMAIL_ADDRESS -> say.notAnEmailAddress();
            case ALREADY_TAKEN -> say.alreadyTaken(first);
            case NOT_FOUND -> say.notFound();
            case LAST_ADMIN -> say.lastAdmin();
            case NOT_HELD -> say.notHeld(some(values));
            case ROLE_IN_USE -> say.roleInUse(some(values));
            case USER_OWNS_SERVICES -> say.userOwnsServices(some(values));
            case ONLY_ALL_WORKSPACES -> say.onlyAllWorkspaces(first);
            case BUILT_IN_ROLE -> say.builtInRole(first);
            case OWN_ROLE -> say.ownRole(first);
            case NOT_API_ONLY -> say.notApiOnly(first);
            case NOT_IN_FUTURE -> say.notInFuture();
            case CHANGED_MEANWHILE -> say.changedMeanwhile();
            case OWN_USER -> say.ownUser();
            case ROTATION_RUNNING -> say.rotationRunning();
            case NO_ROTATION -> say.noRotation();
            case CURRENT_SECRET -> say.currentSecret();
            case SECRET_ORDER -> say.secretOrder(first);
            case OVERLAP_TOO_LONG -> say.overlapTooLong(first);
        };
    }

    static RuleMessages messages(Language language) {
        return MessageBundles.get(RuleMessages.class, Localized.Literal.of(language.tag()));
    }

    /** The first few of some names, and how many more there are. */
    public static String some(List<String> names) {
        List<String> shown = names.subList(0, Math.min(NAMES, names.size()));
        String more = names.size() > NAMES ? " … (+" + (names.size() - NAMES) + ")" : "";
        return String.join(", ", shown) + more;
    }
}
