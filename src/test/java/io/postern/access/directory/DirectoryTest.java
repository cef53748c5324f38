package io.postern.access.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.directory.Directory.Service;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.Settings;
import io.postern.foundation.wire.AddressRange;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryTest {
    private static final String INSIDE = "10.0.0.1";
    private static final String ELSEWHERE = "10.0.0.2";

    @ParameterizedTest(name = "subscription {0}, service {1}")
    @CsvSource(
            nullValues = "-",
            value = {"-, -", "10.0.0.0/24, -", "-, 10.0.0.0/24", "10.0.0.0/24, 10.0.0.1"})
    void shouldBeOpenToAnAddressThatBothListsAdmit(@Nullable String ofSubscription, @Nullable String ofService) {
        Service service = service(list(ofService));

        assertThat(directory(list(ofSubscription), service).outside(service, INSIDE))
                .isNull();
    }

    @Test
    void shouldTellWhichListAnAddressIsNotOn() {
        Service restricted = service(list(INSIDE));
        Service open = service(AllowList.OFF);

        assertThat(directory(AllowList.OFF, restricted).outside(restricted, ELSEWHERE))
                .isEqualTo(new DenialCause.AddressNotAllowed(true));
        assertThat(directory(list(INSIDE), open).outside(open, ELSEWHERE))
                .isEqualTo(new DenialCause.AddressNotAllowed(false));
    }

    @Test
    void shouldNameTheListOfTheSubscriptionWhenAnAddressIsOnNeither() {
        Service service = service(list(INSIDE));

        assertThat(directory(list(INSIDE), service).outside(service, ELSEWHERE))
                .isEqualTo(new DenialCause.AddressNotAllowed(false));
    }

    @Test
    void shouldNotOpenToAnybodyWhomOnlyTheListOfTheServiceAdmits() {
        Service service = service(list(ELSEWHERE));

        assertThat(directory(list(INSIDE), service).outside(service, ELSEWHERE))
                .isEqualTo(new DenialCause.AddressNotAllowed(false));
    }

    private static AllowList list(@Nullable String range) {
        return range == null
                ? AllowList.OFF
                : AllowList.of(List.of(AddressRange.parse(range).orElseThrow()));
    }

    private static Service service(AllowList allowList) {
        return new Service(1, new UUID(0, 1), "CRM Sync", 1, List.of(), new Limits(0, 0, 0), allowList, false);
    }

    private static Directory directory(AllowList allowList, Service service) {
        return new Directory(
                1,
                1,
                Settings.named("Listed").with(allowList),
                Map.of(service.id(), service),
                Map.of(service.clientId(), service),
                Map.of(),
                Map.of(),
                Map.of());
    }
}
