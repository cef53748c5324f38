package io.postern.access.token;

import io.postern.access.customservice.CustomService;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.role.Roles;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.Change;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import jakarta.inject.Singleton;

/**
 * Takes live tokens back. From the next call on they are not accepted, and the next token call gives out a new one.
 * Whoever has a live secret keeps access; to end that, rotate the secret or disable the service. Thread safe.
 */
@Singleton
public final class TokenRevocation {
    private final Roles roles;

    public TokenRevocation(Roles roles) {
        this.roles = roles;
    }

    /**
     * Takes the live token of a service back. This gives nobody anything, so the caller need not hold what its user
     * holds.
     *
     * @return how many there were
     * @throws RuleViolation when there is no such service
     */
    public int ofService(Change change, long serviceId) {
        CustomService service = CustomServiceStore.byId(change.handle(), change.subscriptionId(), serviceId)
                .orElseThrow(() -> new RuleViolation(Rule.NOT_FOUND, "There is no service with the id " + serviceId));
        return revoke(change, service);
    }

    /**
     * Takes the live tokens of all services of a user back.
     *
     * @return how many there were
     * @throws RuleViolation when there is no such user, or they hold what the caller does not hold
     */
    public int ofUser(Change change, long userId) {
        User user = UserStore.byId(change.handle(), change.subscriptionId(), userId)
                .orElseThrow(() -> new RuleViolation(Rule.NOT_FOUND, "There is no user with the id " + userId));
        roles.requireHeldOf(change, user.assignments());
        return CustomServiceStore.services(change.handle(), change.subscriptionId()).stream()
                .filter(service -> service.userId() == userId)
                .mapToInt(service -> revoke(change, service))
                .sum();
    }

    /**
     * A token that is being issued at the same time is either found here, or was issued after the revocation and stays.
     */
    private static int revoke(Change change, CustomService service) {
        TokenStore.lockService(change.handle(), service.id());
        int revoked = TokenStore.revoke(change.handle(), service.id(), change.at());
        if (revoked > 0) {
            change.record("service.token.revoke", service.displayName(), "", "");
        }
        return revoked;
    }
}
