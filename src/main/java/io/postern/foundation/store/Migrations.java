package io.postern.foundation.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/** Brings the tables to the version of this build; several servers that start at once wait for each other. */
final class Migrations {
    private Migrations() {}

    /** @throws StartupFailure when the tables are newer than this build, or a migration fails */
    static void apply(DataSource source) {
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .load();
        try {
            refuseNewer(flyway);
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StartupFailure("The tables cannot be brought to this version: " + Failures.firstLine(e), e);
        }
    }

    private static void refuseNewer(Flyway flyway) {
        MigrationVersion newest = MigrationVersion.EMPTY;
        for (MigrationInfo known : flyway.info().all()) {
            if (known.getState().isResolved() && known.getVersion() != null) {
                newest = known.getVersion();
            }
        }
        @Nullable MigrationInfo current = flyway.info().current();
        if (current != null
                && current.getVersion() != null
                && current.getVersion().compareTo(newest) > 0) {
            throw new StartupFailure("The database was made by a newer Postern (its tables are at version "
                    + current.getVersion() + ", this one knows " + newest + "). Start that newer version");
        }
    }
}
