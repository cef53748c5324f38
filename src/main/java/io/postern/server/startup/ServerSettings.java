package io.postern.server.startup;

import io.postern.console.PublicAddress;
import io.postern.foundation.wire.AddressRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a server is run; docs/settings.md has the table.
 *
 * @param port TCP port for HTTP; 0 picks a free one
 * @param host address to listen on
 * @param dataFolder belongs to this server alone
 * @param accessFile applied at every start
 * @param publicUrl by which people and clients reach the server; empty for the address of each request
 * @param trustedProxies whose word on the address of a client is taken
 * @param databaseUrl empty for the embedded database
 * @param databaseConnections the most connections to the database, at least 2
 * @param masterKey Base64 of 32 bytes; empty for the file in the data folder
 * @param adminEmail of the first administrator, made when a subscription has no person yet
 * @param adminPassword of the first administrator
 * @param logFormat of the standard error output
 */
public record ServerSettings(
        int port,
        String host,
        Path dataFolder,
        Optional<Path> accessFile,
        Optional<String> publicUrl,
        List<AddressRange> trustedProxies,
        Optional<String> databaseUrl,
        int databaseConnections,
        Optional<String> masterKey,
        Optional<String> adminEmail,
        Optional<String> adminPassword,
        LogFormat logFormat) {
    public ServerSettings {
        publicUrl = publicUrl.map(PublicAddress::parse);
        trustedProxies = List.copyOf(trustedProxies);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("the port must be between 0 and 65535, not " + port);
        }
        if (databaseConnections < 2) {
            throw new IllegalArgumentException(
                    "at least 2 database connections are needed, not " + databaseConnections);
        }
    }

    /** Settings that are put together one by one. What is not given is as docs/settings.md says. */
    public static Builder in(Path dataFolder) {
        return new Builder(dataFolder);
    }

    @Override
    public String toString() {
        return "ServerSettings[port " + port + ", host " + host + ", data " + dataFolder + "]";
    }

    /** Puts settings together. Each value is what {@link ServerSettings} says of it. */
    public static final class Builder {
        private final Path dataFolder;
        private int port = 8080;
        private String host = "0.0.0.0";
        private Optional<Path> accessFile = Optional.empty();
        private Optional<String> publicUrl = Optional.empty();
        private List<AddressRange> trustedProxies = List.of();
        private Optional<String> databaseUrl = Optional.empty();
        private int databaseConnections = 20;
        private Optional<String> masterKey = Optional.empty();
        private Optional<String> adminEmail = Optional.empty();
        private Optional<String> adminPassword = Optional.empty();
        private LogFormat logFormat = LogFormat.TEXT;

        private Builder(Path dataFolder) {
            this.dataFolder = dataFolder;
        }

        public Builder withPort(int given) {
            port = given;
            return this;
        }

        public Builder withHost(String given) {
            host = given;
            return this;
        }

        public Builder withAccessFile(Optional<Path> given) {
            accessFile = given;
            return this;
        }

        public Builder withPublicUrl(Optional<String> given) {
            publicUrl = given;
            return this;
        }

        public Builder withTrustedProxies(List<AddressRange> given) {
            trustedProxies = given;
            return this;
        }

        public Builder withDatabaseUrl(Optional<String> given) {
            databaseUrl = given;
            return this;
        }

        public Builder withDatabaseConnections(int given) {
            databaseConnections = given;
            return this;
        }

        public Builder withMasterKey(Optional<String> given) {
            masterKey = given;
            return this;
        }

        public Builder withAdminEmail(Optional<String> given) {
            adminEmail = given;
            return this;
        }

        public Builder withAdminPassword(Optional<String> given) {
            adminPassword = given;
            return this;
        }

        public Builder withLogFormat(LogFormat given) {
            logFormat = given;
            return this;
        }

        /** @throws IllegalArgumentException when a value is not possible */
        public ServerSettings build() {
            return new ServerSettings(
                    port,
                    host,
                    dataFolder,
                    accessFile,
                    publicUrl,
                    trustedProxies,
                    databaseUrl,
                    databaseConnections,
                    masterKey,
                    adminEmail,
                    adminPassword,
                    logFormat);
        }
    }
}
