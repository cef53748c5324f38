package io.postern.access.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.foundation.wire.AddressRange;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Limits LIMITS = new Limits(1, 2, 3);
    private static final AllowList LOCAL =
            AllowList.of(List.of(AddressRange.parse("127.0.0.1").orElseThrow()));
    private static final Compatibility SWITCHES = new Compatibility(true, false, 5, 7);

    @Test
    void shouldChangeOneThingAndKeepTheOthers() {
        Settings given = new Settings("Acme", ZoneOffset.UTC, LIMITS, LOCAL, SWITCHES);

        assertThat(given.withName("Other")).isEqualTo(new Settings("Other", ZoneOffset.UTC, LIMITS, LOCAL, SWITCHES));
        assertThat(given.with(ZoneOffset.MAX)).isEqualTo(new Settings("Acme", ZoneOffset.MAX, LIMITS, LOCAL, SWITCHES));
        assertThat(given.with(Limits.NONE))
                .isEqualTo(new Settings("Acme", ZoneOffset.UTC, Limits.NONE, LOCAL, SWITCHES));
        assertThat(given.with(AllowList.OFF))
                .isEqualTo(new Settings("Acme", ZoneOffset.UTC, LIMITS, AllowList.OFF, SWITCHES));
        assertThat(given.with(Compatibility.DEFAULT))
                .isEqualTo(new Settings("Acme", ZoneOffset.UTC, LIMITS, LOCAL, Compatibility.DEFAULT));
    }

    @Test
    void shouldChangeOneSwitchAndKeepTheOthers() {
        assertThat(SWITCHES.withAccessTokenInQuery(false)).isEqualTo(new Compatibility(false, false, 5, 7));
        assertThat(SWITCHES.withSecretsRevealable(true)).isEqualTo(new Compatibility(true, true, 5, 7));
        assertThat(SWITCHES.withTokenLifetimeSeconds(60)).isEqualTo(new Compatibility(true, false, 60, 7));
        assertThat(SWITCHES.withTimeLimitMillis(0)).isEqualTo(new Compatibility(true, false, 5, 0));
    }
}
