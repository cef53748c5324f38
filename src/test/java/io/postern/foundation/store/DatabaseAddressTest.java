package io.postern.foundation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @CsvSource({
        "postgresql://u:p@db.example:5433/postern, jdbc:postgresql://db.example:5433/postern, u, p",
        "postgres://u:p@db.example/postern, jdbc:postgresql://db.example:5432/postern, u, p",
        "jdbc:postgresql://db.example/postern?user=u&password=p, jdbc:postgresql://db.example:5432/postern, u, p",
        "postgresql://u:p%40%2F+%25@h/d?sslmode=require, jdbc:postgresql://h:5432/d?sslmode=require, u, p@/+%",
        "postgresql://u:p@[::1]:5432/d, jdbc:postgresql://[::1]:5432/d, u, p"
    })
    void shouldReadWhatPeopleWrite(String text, String url, String user, String password) {
        assertThat(DatabaseAddress.parse(text)).isEqualTo(new DatabaseAddress(url, user, password));
    }

    @Test
    void shouldDoWithoutAPassword() {
        assertThat(DatabaseAddress.parse("postgresql://u@h/d").password()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db.example",
                "mysql://u:s3cret@h/d",
                "postgresql://u:s3cret@h",
                "postgresql://u:s3cret@h/",
                "postgresql://h/d",
                "postgresql://u:s3 cret@h/d"
            })
    void shouldSayWhatAnAddressLooksLikeAndNotRepeatIt(String text) {
        StartupFailure failure = catchThrowableOfType(StartupFailure.class, () -> DatabaseAddress.parse(text));

        assertThat(failure.line())
                .contains("postgresql://user:password@host:port/database")
                .doesNotContain("cret@", "s3");
    }

    @Test
    void shouldNotPrintThePassword() {
        assertThat(DatabaseAddress.parse("postgresql://u:s3cret@h/d").toString())
                .doesNotContain("s3cret");
    }
}
