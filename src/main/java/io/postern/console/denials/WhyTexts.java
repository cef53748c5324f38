package io.postern.console.denials;

import io.postern.access.directory.DenialCause;
import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import io.postern.console.Formats;
import io.postern.insight.denials.Denial;
import io.postern.insight.denials.Explanation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words why a call was refused. */
public final class WhyTexts {
    private final DenialMessages say;
    private final Formats formats;

    public WhyTexts(DenialMessages say, Formats formats) {
        this.say = say;
        this.formats = formats;
    }

    /** A sentence without a full stop. */
    public String of(Denial denial) {
        Explanation why = denial.why();
        String since = instant(why.since());
        return switch (why.cause()) {
            case DenialCause.PermissionMissing missing ->
                permissionMissing(missing.needed(), why.roles(), denial.login());
            case DenialCause.AddressNotAllowed address ->
                say.whyAddressNotAllowed(denial.address(), address.ofService());
            case DenialCause.TokenExpired token -> say.whyTokenExpired();
            case DenialCause.TokenRevoked token -> say.whyTokenRevoked(since, why.by());
            case DenialCause.TokenInParameters token -> say.whyTokenInParameters();
            case DenialCause.ServiceDisabled service -> say.whyServiceDisabled(since, why.by());
            case DenialCause.UserDisabled user -> say.whyUserDisabled(denial.login(), since, why.by());
            case DenialCause.UserExpired user -> say.whyUserExpired(denial.login(), since);
            case DenialCause.DailyQuotaReached limit ->
                say.whyDailyQuotaReached(formats.number(limit.limit()), limit.ofService());
            case DenialCause.RateLimitExceeded limit ->
                say.whyRateLimitExceeded(formats.number(limit.limit()), limit.ofService());
            case DenialCause.ConcurrencyLimitReached limit ->
                say.whyConcurrencyLimitReached(formats.number(limit.limit()), limit.ofService());
            case DenialCause.SecretWrong secret -> say.whySecretWrong();
            case DenialCause.SecretEnded secret -> say.whySecretEnded(since, why.by());
            case DenialCause.TooManyAttempts attempts -> say.whyTooManyAttempts();
        };
    }

    private String permissionMissing(RequiredPermissions needed, List<Explanation.HeldRole> roles, String login) {
        String asked =
                needed.groups().stream().map(group -> labels(group, " / ")).collect(Collectors.joining(" + "));
        if (roles.isEmpty()) {
            return say.whyNoRole(asked, login);
        }
        Set<Permission> given = new TreeSet<>();
        roles.forEach(role -> given.addAll(role.gives()));
        if (needed.satisfiedBy(given)) {
            return say.whyNotInOneWorkspace(asked, names(roles));
        }
        List<Explanation.HeldRole> giving =
                roles.stream().filter(role -> !role.gives().isEmpty()).toList();
        return giving.isEmpty()
                ? say.whyNothingGiven(asked, names(roles), roles.size() == 1)
                : say.whyLessGiven(asked, names(giving), giving.size() == 1, labels(given, ", "));
    }

    private String instant(@Nullable Instant at) {
        return at == null ? "" : formats.instant(at);
    }

    private static String names(List<Explanation.HeldRole> roles) {
        return roles.stream().map(Explanation.HeldRole::name).collect(Collectors.joining(", "));
    }

    private static String labels(Collection<Permission> permissions, String between) {
        return permissions.stream().map(Permission::label).collect(Collectors.joining(between));
    }
}
