package io.postern.access.customservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.permission.Caller;
import io.postern.access.role.Roles;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.Subscription;
import io.postern.access.user.UserDetails;
import io.postern.access.user.Users;
import io.postern.foundation.store.Store;
import io.postern.foundation.store.TestStore;
import io.postern.foundation.vault.TestVault;
import io.postern.foundation.vault.Vault;
import io.postern.testing.Cases;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** What holds of the secrets of a service in whatever order people rotate, end, cancel, set expiries and wait. */
class SecretOrderTest {
    private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
    private static final Caller CALLER = new Caller.System("test");
    private static final Set<Rule> REFUSALS =
            Set.of(Rule.ROTATION_RUNNING, Rule.NO_ROTATION, Rule.CURRENT_SECRET, Rule.SECRET_ORDER, Rule.NOT_FOUND);

    private final Store store = TestStore.store();
    private final Subscription subscription = TestStore.subscription();
    private final Users users;
    private final CustomServices services;
    private final ClientSecrets secrets;

    SecretOrderTest() {
        SecureRandom random = new SecureRandom();
        Vault vault = new Vault();
        TestVault.open(vault, store, random, START);
        Roles roles = new Roles();
        users = new Users(roles);
        services = new CustomServices(roles, vault, random);
        secrets = new ClientSecrets(services, vault, random, store, new SecretUses(store), subscription -> START);
    }

    /** What somebody does; of secrets, 0 is the newest. */
    sealed interface Step {
        record Rotate(int days) implements Step {}

        record End(int secret) implements Step {}

        record Cancel() implements Step {}

        record Expire(int secret, int days) implements Step {}

        record NeverExpire(int secret) implements Step {}

        record Wait(int days) implements Step {}
    }

    /** Few different days, and many expiries among long overlaps: so they often meet. */
    private static Step step(Cases.Given given) {
        return switch (given.nextInt(18)) {
            case 0, 1 -> new Step.Rotate(given.oneOf(0, 2, 8, 8));
            case 2 -> new Step.End(given.nextInt(2));
            case 3 -> new Step.Cancel();
            case 4 -> new Step.NeverExpire(given.nextInt(2));
            case 5 -> new Step.Wait(given.oneOf(1, 2));
            default -> new Step.Expire(given.nextInt(2), given.oneOf(1, 2, 3, 4));
        };
    }

    @Test
    void shouldKeepTheOrderOfTwoSecretsAndAWayOn() {
        Cases.run(25, given -> checkTheOrderAndAWayOn(given.list(10, 30, () -> step(given))));
    }

    private void checkTheOrderAndAWayOn(List<Step> steps) {
        store.useTransaction(handle -> {
            Instant now = START;
            long service = service(handle);
            for (Step step : steps) {
                List<SecretDetails> before = list(handle, service);
                if (step instanceof Step.Wait(int days)) {
                    now = now.plus(Duration.ofDays(days));
                } else {
                    take(step, new Change(handle, subscription, CALLER, now), service);
                }
                check(before, list(handle, service), now);
                checkAWayOn(new Change(handle, subscription, CALLER, now), service);
            }
        });
    }

    private void take(Step step, Change change, long service) {
        List<SecretDetails> known = list(change.handle(), service);
        try {
            switch (step) {
                case Step.Rotate(int days) -> secrets.rotate(change, service, Duration.ofDays(days));
                case Step.End(int secret) -> secrets.end(change, service, id(known, secret));
                case Step.Cancel() -> secrets.cancel(change, service);
                case Step.Expire(int secret, int days) ->
                    secrets.expire(
                            change, service, id(known, secret), change.at().plus(Duration.ofDays(days)));
                case Step.NeverExpire(int secret) -> secrets.expire(change, service, id(known, secret), null);
                case Step.Wait(int days) -> throw new IllegalArgumentException("the clock waits");
            }
        } catch (RuleViolation refused) {
            assertThat(REFUSALS).contains(refused.rule());
        }
    }

    private static void check(List<SecretDetails> before, List<SecretDetails> after, Instant now) {
        List<SecretDetails> live = live(after, now);
        assertThat(live).hasSizeLessThanOrEqualTo(2);
        if (!live.isEmpty()) {
            assertThat(live.getFirst().isRotatedOut())
                    .as("the newest is the current one")
                    .isFalse();
        }
        if (live.size() == 2) {
            assertThat(live.getLast().isRotatedOut()).isTrue();
            assertThat(end(live.getLast())).as("the older one ends first").isBeforeOrEqualTo(end(live.getFirst()));
        }
        for (SecretDetails secret : before) {
            SecretDetails then = after.stream()
                    .filter(each -> each.id() == secret.id())
                    .findFirst()
                    .orElseThrow();
            assertThat(secret.isLive(now) || !then.isLive(now))
                    .as("what has ended stays ended")
                    .isTrue();
        }
    }

    /** Whatever is live, one or two steps make a new secret. */
    private void checkAWayOn(Change change, long service) {
        Handle handle = change.handle();
        handle.savepoint("before");
        List<SecretDetails> live = live(list(handle, service), change.at());
        if (live.size() == 2) {
            secrets.end(change, service, live.getLast().id());
        }
        secrets.rotate(change, service, Duration.ofDays(7));
        handle.rollbackToSavepoint("before");
    }

    private long service(Handle handle) {
        Change change = new Change(handle, subscription, CALLER, START);
        String name = UUID.randomUUID().toString();
        long user = users.createApiOnly(
                        change, new UserDetails(name + "@test.example", "Inte", "Gration", "", null), Set.of())
                .id();
        return services.create(change, new NewService(name, "", user, Optional.empty(), Optional.empty()))
                .service()
                .id();
    }

    private List<SecretDetails> list(Handle handle, long service) {
        return secrets.list(handle, subscription.id(), service);
    }

    private static List<SecretDetails> live(List<SecretDetails> all, Instant now) {
        return all.stream().filter(secret -> secret.isLive(now)).toList();
    }

    private static long id(List<SecretDetails> secrets, int index) {
        return index < secrets.size() ? secrets.get(index).id() : -1;
    }

    private static Instant end(SecretDetails secret) {
        return Objects.requireNonNullElse(secret.endsAt(), Instant.MAX);
    }
}
