package io.postern.access.customservice;

import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.access.subscription.SubscriptionTimes;
import io.postern.foundation.store.Store;
import io.postern.foundation.vault.Vault;
import io.postern.foundation.work.RegularWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Rotates, ends and expires client secrets. A service has at most two live ones: the current one and, while a rotation
 * overlaps, the one before it, which always ends first. What has ended stays ended. Tokens that a secret got live on
 * until their own end; {@code TokenRevocation} takes them back.
 *
 * <p>Whoever changes the secrets of a service must hold what its user holds. Thread safe.
 */
@Singleton
public final class ClientSecrets {
    /** How long the old secret is accepted beside the new one unless somebody chooses otherwise. */
    public static final Duration DEFAULT_OVERLAP = Duration.ofDays(7);

    /** The longest overlap. */
    public static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

    /** For how long it is remembered that there was a secret that has ended. */
    public static final Duration REMEMBERED = Duration.ofDays(90);

    private final CustomServices services;
    private final Vault vault;
    private final SecureRandom random;
    private final Store store;
    private final SecretUses uses;
    private final SubscriptionClock clock;

    public ClientSecrets(
            CustomServices services,
            Vault vault,
            SecureRandom random,
            Store store,
            SecretUses uses,
            SubscriptionClock clock) {
        this.services = services;
        this.vault = vault;
        this.random = random;
        this.store = store;
        this.uses = uses;
        this.clock = clock;
    }

    /**
     * The secrets of a service of which something is known, ended ones too, the newest first; none when there is no
     * such service. Their last use is up to date with what this node has noted.
     */
    public List<SecretDetails> list(Handle handle, int subscriptionId, long serviceId) {
        return ClientSecretStore.details(handle, subscriptionId, serviceId).stream()
                .map(uses::upToDate)
                .toList();
    }

    /**
     * Makes a new secret, which is the current one from now on and does not expire. The one before is accepted until
     * the overlap is over, or until its own expiry if that comes first.
     *
     * @param overlap from zero, which ends the old secret at once, to {@link #LONGEST_OVERLAP}
     * @return the new secret in clear text: the moment to show it
     * @throws RuleViolation when there is no such service, its user holds what the caller does not hold, two secrets
     *     are live already, or the overlap is too long
     */
    public ClientSecret rotate(Change change, long serviceId, Duration overlap) {
        CustomService service = services.requireActing(change, serviceId).service();
        requireOverlap(overlap);
        List<SecretDetails> live = live(change, serviceId);
        if (live.size() > 1) {
            throw new RuleViolation(
                    Rule.ROTATION_RUNNING,
                    "The service '" + service.displayName()
                            + "' has two live secrets; end the old one or cancel the rotation first",
                    service.displayName());
        }
        Instant retiresAt = change.at().plus(overlap);
        live.forEach(old -> ClientSecretStore.retire(change.handle(), change.subscriptionId(), old.id(), retiresAt));
        ClientSecret secret = ClientSecret.random(random);
        SecretCopies.keep(change, vault, service, secret);
        unsealEnded(change, serviceId);
        change.record(
                "service.secret.rotate",
                service.displayName(),
                live.isEmpty() ? "" : describe(live.getFirst()),
                "overlap=" + overlap + "; " + describe(live(change, serviceId).getFirst()));
        return secret;
    }

    /**
     * Ends the old secret of a rotation now.
     *
     * @throws RuleViolation when there is no such service, its user holds what the caller does not hold, it has no such
     *     live secret, or the secret is the current one: that is rotated, or the rotation cancelled
     */
    public void end(Change change, long serviceId, long secretId) {
        CustomService service = services.requireActing(change, serviceId).service();
        List<SecretDetails> live = live(change, serviceId);
        SecretDetails secret = require(live, secretId);
        if (secret.equals(live.getFirst())) {
            throw new RuleViolation(
                    Rule.CURRENT_SECRET,
                    "The current secret of '" + service.displayName()
                            + "' cannot be ended; rotate without an overlap, or cancel the rotation",
                    service.displayName());
        }
        ClientSecretStore.retire(change.handle(), change.subscriptionId(), secretId, change.at());
        unsealEnded(change, serviceId);
        change.record("service.secret.end", service.displayName(), describe(secret), "");
    }

    /**
     * Takes a rotation back while the old secret is still accepted. The new secret ends now. The old one is the current
     * one again, with the expiry that it had.
     *
     * @throws RuleViolation when there is no such service, its user holds what the caller does not hold, or no rotation
     *     overlaps
     */
    public void cancel(Change change, long serviceId) {
        CustomService service = services.requireActing(change, serviceId).service();
        List<SecretDetails> live = live(change, serviceId);
        if (live.size() < 2) {
            throw new RuleViolation(
                    Rule.NO_ROTATION,
                    "The service '" + service.displayName()
                            + "' has no rotation to cancel: the old secret has ended, or there is none",
                    service.displayName());
        }
        SecretDetails fresh = live.getFirst();
        SecretDetails old = live.getLast();
        ClientSecretStore.reinstate(change.handle(), change.subscriptionId(), old.id());
        ClientSecretStore.retire(change.handle(), change.subscriptionId(), fresh.id(), change.at());
        unsealEnded(change, serviceId);
        change.record(
                "service.secret.cancel",
                service.displayName(),
                describe(fresh),
                describe(require(live(change, serviceId), old.id())));
    }

    /**
     * Sets when a live secret expires, or that it does not. The old secret of a rotation may end before the overlap
     * does, but not after it. The new secret may not end before the old one. Does nothing when it is as given.
     *
     * @param expiresAt null for never
     * @throws RuleViolation when there is no such service, its user holds what the caller does not hold, it has no such
     *     live secret, the instant is not after now, or the new secret would end before the old one
     */
    public void expire(Change change, long serviceId, long secretId, @Nullable Instant expiresAt) {
        CustomService service = services.requireActing(change, serviceId).service();
        List<SecretDetails> live = live(change, serviceId);
        SecretDetails secret = require(live, secretId);
        if (Objects.equals(secret.expiresAt(), expiresAt)) {
            return;
        }
        if (expiresAt != null) {
            requireFuture(change, expiresAt);
        }
        requireOrder(live, secret, expiresAt);
        ClientSecretStore.expire(change.handle(), change.subscriptionId(), secretId, expiresAt);
        change.record(
                "service.secret.expire",
                service.displayName(),
                describe(secret),
                describe(require(live(change, serviceId), secretId)));
    }

    @Produces
    @Singleton
    RegularWork forgetting() {
        return RegularWork.nowAndThen("clientSecrets.forgetOld", this::forgetOld);
    }

    /**
     * Drops the sealed copies of secrets that have ended, and forgets those that ended {@link #REMEMBERED} ago.
     */
    public void forgetOld() {
        store.useTransaction(handle -> {
            SubscriptionTimes now = SubscriptionTimes.now(handle, clock);
            ClientSecretStore.unsealEnded(handle, now);
            ClientSecretStore.deleteEndedBefore(handle, now.minus(REMEMBERED));
        });
    }

    private static void unsealEnded(Change change, long serviceId) {
        ClientSecretStore.unsealEnded(change.handle(), change.subscriptionId(), serviceId, change.at());
    }

    private static List<SecretDetails> live(Change change, long serviceId) {
        return ClientSecretStore.details(change.handle(), change.subscriptionId(), serviceId).stream()
                .filter(secret -> secret.isLive(change.at()))
                .toList();
    }

    private static SecretDetails require(List<SecretDetails> live, long secretId) {
        return live.stream()
                .filter(secret -> secret.id() == secretId)
                .findFirst()
                .orElseThrow(() ->
                        new RuleViolation(Rule.NOT_FOUND, "The service has no live secret with the id " + secretId));
    }

    private static void requireOverlap(Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new RuleViolation(
                    Rule.OVERLAP_TOO_LONG,
                    "The old secret is kept from 0 to " + LONGEST_OVERLAP.toDays() + " days, not " + overlap,
                    String.valueOf(LONGEST_OVERLAP.toDays()));
        }
    }

    private static void requireFuture(Change change, Instant expiresAt) {
        if (!expiresAt.isAfter(change.at())) {
            throw new RuleViolation(
                    Rule.NOT_IN_FUTURE,
                    "The secret would have expired at " + expiresAt + "; give an instant in the future or none",
                    expiresAt.toString());
        }
    }

    /**
     * An old secret ends with its overlap and with the current one at the latest.
     *
     * @param secret one of the live ones
     * @param expiresAt its expiry, were it changed; null for never
     */
    private static void requireOrder(List<SecretDetails> live, SecretDetails secret, @Nullable Instant expiresAt) {
        SecretDetails current = live.getFirst();
        @Nullable Instant retiresAt = secret.retiresAt();
        if (retiresAt != null) {
            Instant latest = current.endsAt(retiresAt);
            if (expiresAt == null || expiresAt.isAfter(latest)) {
                throw order(latest);
            }
        } else if (expiresAt != null && live.size() > 1) {
            @Nullable Instant oldEnd = live.getLast().endsAt();
            if (oldEnd != null && expiresAt.isBefore(oldEnd)) {
                throw order(oldEnd);
            }
        }
    }

    private static RuleViolation order(Instant oldEnd) {
        return new RuleViolation(
                Rule.SECRET_ORDER,
                "The old secret ends at " + oldEnd + " at the latest, and the new one not before it",
                oldEnd.toString());
    }

    private static String describe(SecretDetails secret) {
        return "secret=" + secret.id() + "; ends=" + (secret.endsAt() == null ? "never" : secret.endsAt());
    }
}
