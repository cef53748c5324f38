package io.postern.access.customservice;

import io.postern.access.role.Roles;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.rule.Texts;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Subscription;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.foundation.vault.Vault;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Makes, edits, restricts, switches off and deletes custom services. */
@Singleton
public final class CustomServices {
    private final Roles roles;
    private final Vault vault;
    private final SecureRandom random;

    public CustomServices(Roles roles, Vault vault, SecureRandom random) {
        this.roles = roles;
        this.vault = vault;
        this.random = random;
    }

    /** A service that was made, with its secret in clear text: the moment to show it. */
    public record Created(CustomService service, ClientSecret secret) {}

    /**
     * Makes a service.
     *
     * @throws RuleViolation when the name is not one or is taken, the client id is taken anywhere, the user is not
     *     API-only, or holds what the caller does not hold
     */
    public Created create(Change change, NewService asked) {
        NewService service = new NewService(
                Texts.requireName("The display name of a service", asked.displayName()),
                Texts.requireProse("The description of a service", asked.description()),
                asked.userId(),
                asked.clientId(),
                asked.secret());
        requireFree(change, service.displayName(), Optional.empty());
        requireOwner(change, service.userId());
        UUID clientId = service.clientId().orElseGet(UUID::randomUUID);
        if (CustomServiceStore.subscriptionOf(change.handle(), clientId).isPresent()) {
            throw new RuleViolation(
                    Rule.ALREADY_TAKEN,
                    "The client id " + clientId + " is taken; client ids are unique",
                    clientId.toString());
        }
        ClientSecret secret = service.secret().orElseGet(() -> ClientSecret.random(random));
        long id = CustomServiceStore.insert(change.handle(), change.subscriptionId(), service, clientId, change.at());
        CustomService created = require(change, id);
        SecretCopies.keep(change, vault, created, secret);
        change.record("service.create", created.displayName(), "", created.toString());
        return new Created(created, secret);
    }

    /**
     * Renames a service or gives it to another user; client id, secret and tokens stay. Does nothing when all is as
     * given.
     *
     * @throws RuleViolation as for {@link #create}, or when there is no such service, or the user that it had holds
     *     what the caller does not hold
     */
    public void edit(Change change, long id, String displayName, String description, long userId) {
        CustomService before = require(change, id);
        CustomService after = new CustomService(
                id,
                userId,
                Texts.requireName("The display name of a service", displayName),
                Texts.requireProse("The description of a service", description),
                before.clientId(),
                before.limits(),
                before.apiAllowList(),
                before.disabledAt(),
                before.createdAt());
        if (after.equals(before)) {
            return;
        }
        requireFree(change, after.displayName(), Optional.of(id));
        if (userId != before.userId()) {
            requireOwner(change, before.userId());
            requireOwner(change, userId);
        }
        CustomServiceStore.update(change.handle(), change.subscriptionId(), after, change.at());
        change.record("service.edit", after.displayName(), before.toString(), after.toString());
    }

    /**
     * Holds a service to limits and an allow-list of its own, from the next call on. Those of the subscription hold as
     * well: of two limits the narrower one, of two lists both. Does nothing when all is as given.
     *
     * <p>To narrow a limit or a list gives nobody anything, so everybody who may edit services may do it. To widen one,
     * the caller must hold what is needed to enable the service: otherwise stolen credentials could be made to reach
     * further by somebody who may not use them.
     *
     * @throws RuleViolation when there is no such service; or when it may call more than before and its user holds what
     *     the caller does not hold
     */
    public void restrict(Change change, long id, Limits limits, AllowList apiAllowList) {
        CustomService before = require(change, id);
        CustomService after = before.with(limits, apiAllowList);
        if (after.equals(before)) {
            return;
        }
        if (!limits.isWithin(before.limits()) || !apiAllowList.isWithin(before.apiAllowList())) {
            requireOwner(change, before.userId());
        }
        CustomServiceStore.restrict(change.handle(), change.subscriptionId(), after, change.at());
        change.record("service.restrict", after.displayName(), before.restrictions(), after.restrictions());
    }

    /**
     * Switches a service off: from the next call on its secrets get no token, and its tokens are not accepted. Like a
     * deletion this gives nobody anything, so the caller need not hold what its user holds. Does nothing when it is off
     * already.
     *
     * @throws RuleViolation when there is no such service
     */
    public void disable(Change change, long id) {
        CustomService service = require(change, id);
        if (service.disabledAt() == null) {
            CustomServiceStore.setDisabled(change.handle(), change.subscriptionId(), id, change.at(), change.at());
            change.record("service.disable", service.displayName(), "", "");
        }
    }

    /**
     * Switches a service on: its secrets and its tokens are good again, except those that have ended or were taken
     * back. Does nothing when it is on already.
     *
     * @throws RuleViolation when there is no such service, or its user holds what the caller does not hold
     */
    public void enable(Change change, long id) {
        CustomService service = requireActing(change, id).service();
        if (service.disabledAt() != null) {
            CustomServiceStore.setDisabled(change.handle(), change.subscriptionId(), id, null, change.at());
            change.record("service.enable", service.displayName(), "", "");
        }
    }

    /**
     * Deletes a service: its secret and its tokens are no good from the next call on.
     *
     * @throws RuleViolation when there is no such service
     */
    public void delete(Change change, long id) {
        CustomService service = require(change, id);
        CustomServiceStore.delete(change.handle(), change.subscriptionId(), id);
        change.record("service.delete", service.displayName(), service.toString(), "");
    }

    /**
     * The newest live secret of a service in clear text, audited.
     *
     * @return empty when no copy of it is kept, it has ended, or the subscription shows secrets at their creation only
     * @throws RuleViolation when there is no such service, or its user holds what the caller does not hold
     */
    public Optional<ClientSecret> reveal(Change change, long id) {
        CustomService service = requireActing(change, id).service();
        Optional<ClientSecret> secret =
                SecretCopies.newest(change.handle(), vault, change.subscription(), service, change.at());
        secret.ifPresent(revealed -> change.record("service.secret.reveal", service.displayName(), "", ""));
        return secret;
    }

    /** Whether {@link #reveal} has something to show at an instant. */
    public boolean isRevealable(Handle handle, Subscription subscription, CustomService service, Instant at) {
        return SecretCopies.newest(handle, vault, subscription, service, at).isPresent();
    }

    /**
     * A service, for somebody who may act through it.
     *
     * @throws RuleViolation when there is no such service, or its user holds what the caller does not hold
     */
    public OwnedService requireActing(Change change, long id) {
        OwnedService owned = CustomServiceStore.owned(change.handle(), change.subscriptionId(), id)
                .orElseThrow(() -> notFound(id));
        requireOwner(change, owned.service().userId());
        return owned;
    }

    /** Finds a service by its display name, without regard to case. */
    public Optional<CustomService> named(Handle handle, int subscriptionId, String displayName) {
        String wanted = displayName.strip().toLowerCase(Locale.ROOT);
        return CustomServiceStore.services(handle, subscriptionId).stream()
                .filter(service ->
                        service.displayName().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    private void requireFree(Change change, String displayName, Optional<Long> but) {
        named(change.handle(), change.subscriptionId(), displayName)
                .filter(service -> !but.equals(Optional.of(service.id())))
                .ifPresent(service -> {
                    throw new RuleViolation(
                            Rule.ALREADY_TAKEN,
                            "There is a service '" + service.displayName() + "' already",
                            displayName);
                });
    }

    /** Whoever hands out the credentials of a user could act as that user, and so must hold what they hold. */
    private void requireOwner(Change change, long userId) {
        User user = UserStore.byId(change.handle(), change.subscriptionId(), userId)
                .orElseThrow(() -> new RuleViolation(Rule.NOT_FOUND, "There is no user with the id " + userId));
        if (!user.apiOnly()) {
            throw new RuleViolation(
                    Rule.NOT_API_ONLY,
                    user.login() + " is a person; a custom service belongs to an API-only user",
                    user.login());
        }
        roles.requireHeldOf(change, user.assignments());
    }

    private static CustomService require(Change change, long id) {
        return CustomServiceStore.byId(change.handle(), change.subscriptionId(), id)
                .orElseThrow(() -> notFound(id));
    }

    private static RuleViolation notFound(long id) {
        return new RuleViolation(Rule.NOT_FOUND, "There is no service with the id " + id);
    }
}
