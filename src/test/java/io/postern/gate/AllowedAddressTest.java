package io.postern.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.permission.Permission;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Settings;
import io.postern.foundation.wire.AddressRange;
import io.postern.testing.Api;
import io.postern.testing.Api.Answer;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AllowedAddressTest {
    private static final String USAGE = "/rest/v1/stats/usage.json";
    private static final String LEAD = "/rest/v1/lead/1.json";

    @Inject
    TestSubscriptions subscriptions;

    @Test
    void shouldRefuseAnAddressThatIsNotListedAndCountNothing() {
        String token = Api.token(integration());

        Answer refused = get(USAGE, token, "192.0.2.1");
        Answer admitted = get(USAGE, token, "10.1.2.3");

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.error()).isEqualTo("603");
        assertThat(refused.message()).isEqualTo("Access denied");
        assertThat(admitted.result().path(0).path("total").asInt()).isEqualTo(1);
    }

    @Test
    void shouldAskForTheVerbBeforeTheAddress() {
        String token = Api.token(integration());

        Answer answer = Api.send(Api.request(USAGE)
                .header("Authorization", "Bearer " + token)
                .header("X-Forwarded-For", "192.0.2.1")
                .DELETE());

        assertThat(answer.error()).isEqualTo("605");
    }

    @Test
    void shouldAskForTheAddressBeforeThePermission() {
        String token = Api.token(integration());

        get(LEAD, token, "192.0.2.1");
        Answer counted = get(USAGE, token, "127.0.0.1");

        // a call that is refused for its permission counts, one that is refused for its address does not
        assertThat(counted.result().path(0).path("total").asInt()).isEqualTo(1);
    }

    private Integration integration() {
        Settings restricted = Settings.named("Restricted")
                .with(AllowList.of(List.of(
                        AddressRange.parse("10.0.0.0/8").orElseThrow(),
                        AddressRange.parse("127.0.0.1").orElseThrow())));
        return subscriptions.integration(subscriptions.create(restricted).id(), Permission.READ_ONLY_ASSETS);
    }

    private static Answer get(String path, String token, String address) {
        return Api.send(
                Api.request(path).header("Authorization", "Bearer " + token).header("X-Forwarded-For", address));
    }
}
