package io.postern.access.customservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.foundation.store.Store;
import io.postern.foundation.store.StoreUnavailable;
import io.postern.testing.Api;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a secret was last used. */
@QuarkusTest
class SecretUsesTest {
    private static final Instant EARLY = Instant.parse("2026-03-02T08:00:00Z");

    @Inject
    TestSubscriptions subscriptions;

    @Inject
    Store store;

    @Inject
    SecretUses shared;

    @Inject
    ClientSecrets secrets;

    @Inject
    TestClock clock;

    private Integration integration;
    private long secret;

    @BeforeEach
    void makeAnIntegration() {
        integration = subscriptions.integration();
        secret = details().id();
    }

    @Test
    void shouldTellTheMinuteOfTheLastGrant() {
        assertThat(details().lastUsedAt()).isNull();

        Api.token(integration);
        shared.write();
        assertThat(details().lastUsedAt()).isEqualTo(clock.instant().truncatedTo(ChronoUnit.MINUTES));

        clock.advance(Duration.ofMinutes(3));
        Api.token(integration);
        shared.write();
        assertThat(details().lastUsedAt())
                .as("also when the token came from memory")
                .isEqualTo(clock.instant().truncatedTo(ChronoUnit.MINUTES));
    }

    @Test
    void shouldNotCountAWrongSecretAsAUse() {
        Api.send(Api.request("/identity/oauth/token?grant_type=client_credentials&client_id=" + integration.clientId()
                + "&client_secret=wrong"));
        shared.write();

        assertThat(details().lastUsedAt()).isNull();
    }

    @Test
    void shouldTellAUseThatIsNotWrittenYet() {
        SecretUses uses = new SecretUses(store);
        uses.note(secret, EARLY.plusSeconds(60));

        assertThat(details().lastUsedAt()).as("in the database").isNull();
        assertThat(uses.upToDate(details()).lastUsedAt()).isEqualTo(EARLY.plusSeconds(60));
    }

    @Test
    void shouldTellTheLaterUseOfThisNodeAndTheDatabase() {
        SecretUses other = new SecretUses(store);
        other.note(secret, EARLY.plusSeconds(300));
        other.write();
        SecretUses uses = new SecretUses(store);
        uses.note(secret, EARLY);

        assertThat(uses.upToDate(details()).lastUsedAt()).isEqualTo(EARLY.plusSeconds(300));
    }

    @Test
    void shouldListSecretsWithWhatThisNodeHasJustNoted() {
        shared.note(secret, EARLY);

        assertThat(store.with(handle -> secrets.list(handle, integration.subscriptionId(), integration.serviceId()))
                        .getFirst()
                        .lastUsedAt())
                .isEqualTo(EARLY);
    }

    @Test
    void shouldNeverGoBackwardsOnTwoNodes() {
        SecretUses one = new SecretUses(store);
        SecretUses other = new SecretUses(store);
        one.note(secret, EARLY.plusSeconds(300));
        other.note(secret, EARLY);

        one.write();
        other.write();

        assertThat(details().lastUsedAt()).isEqualTo(EARLY.plusSeconds(300));
    }

    @Test
    void shouldKeepTheLatestOfManyAtOnceAndOfWhatComesLate() {
        SecretUses uses = new SecretUses(store);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                Instant at = EARLY.plusSeconds(i);
                threads.execute(() -> uses.note(secret, at));
                threads.execute(uses::write);
            }
        }
        uses.note(secret, EARLY);
        uses.write();

        assertThat(details().lastUsedAt()).isEqualTo(EARLY.plusSeconds(480));
    }

    @Test
    void shouldKeepWhatTheDatabaseDidNotTake() {
        SecretUses uses = new SecretUses(new Store());
        uses.note(secret, EARLY);

        assertThatThrownBy(uses::write).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(uses::write).as("it tries again").isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void shouldWriteAMinuteOnce() {
        SecretUses uses = new SecretUses(store);
        uses.note(secret, EARLY);
        uses.write();
        store.useTransaction(
                handle -> handle.createUpdate("UPDATE client_secret SET last_used_at = NULL WHERE id = :id")
                        .bind("id", secret)
                        .execute());

        uses.note(secret, EARLY.plusSeconds(59));
        uses.write();

        assertThat(details().lastUsedAt()).isNull();
    }

    @Test
    void shouldPassOverSecretsThatAreGone() {
        SecretUses uses = new SecretUses(store);
        uses.note(Long.MAX_VALUE, EARLY);
        uses.note(secret, EARLY);

        uses.write();

        assertThat(details().lastUsedAt()).isEqualTo(EARLY);
    }

    private SecretDetails details() {
        return store.with(handle ->
                        ClientSecretStore.details(handle, integration.subscriptionId(), integration.serviceId()))
                .getFirst();
    }
}
