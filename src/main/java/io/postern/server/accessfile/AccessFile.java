package io.postern.server.accessfile;

import io.postern.access.customservice.ClientSecret;
import io.postern.access.permission.Permission;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Compatibility;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.MunchkinId;
import io.postern.access.subscription.Settings;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What an access file says, as far as it could be read: what is wrong in it is absent here and noted as a mistake. An empty
 * value is a key that the file does not name, which leaves what is there alone.
 */
record AccessFile(
        SubscriptionPart subscription,
        List<WorkspacePart> workspaces,
        List<RolePart> roles,
        List<UserPart> users,
        List<ServicePart> services) {
    AccessFile {
        workspaces = List.copyOf(workspaces);
        roles = List.copyOf(roles);
        users = List.copyOf(users);
        services = List.copyOf(services);
    }

    /** An object that is found again by its name. */
    sealed interface Part {
        /** Where its description begins. */
        Place at();

        String name();

        /** The name as it is compared. */
        default String key() {
            return AccessFile.key(name());
        }
    }

    /** A name as it is compared: without regard to case and to blanks around it. */
    static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** The subscription and its settings. */
    record SubscriptionPart(
            Place at,
            Optional<MunchkinId> munchkinId,
            Optional<String> name,
            Optional<ZoneId> timeZone,
            LimitsPart limits,
            Optional<AllowList> apiAllowList,
            CompatibilityPart compatibility) {
        /** The settings when these are laid over others. */
        Settings over(Settings before) {
            return before.withName(name.orElse(before.name()))
                    .with(timeZone.orElse(before.timeZone()))
                    .with(limits.over(before.limits()))
                    .with(apiAllowList.orElse(before.apiAllowList()))
                    .with(compatibility.over(before.compatibility()));
        }
    }

    /** How much may be called, by all services of the subscription together or by one of them. */
    record LimitsPart(
            Optional<Integer> dailyCalls, Optional<Integer> callsPer20Seconds, Optional<Integer> concurrentCalls) {
        Limits over(Limits before) {
            return new Limits(
                    dailyCalls.orElse(before.dailyCalls()),
                    callsPer20Seconds.orElse(before.callsPer20Seconds()),
                    concurrentCalls.orElse(before.concurrentCalls()));
        }
    }

    /** The switches. */
    record CompatibilityPart(
            Optional<Boolean> accessTokenInQuery,
            Optional<Boolean> secretsRevealable,
            Optional<Integer> tokenLifetimeSeconds,
            Optional<Integer> timeLimitMillis) {
        Compatibility over(Compatibility before) {
            return before.withAccessTokenInQuery(accessTokenInQuery.orElse(before.accessTokenInQuery()))
                    .withSecretsRevealable(secretsRevealable.orElse(before.secretsRevealable()))
                    .withTokenLifetimeSeconds(tokenLifetimeSeconds.orElse(before.tokenLifetimeSeconds()))
                    .withTimeLimitMillis(timeLimitMillis.orElse(before.timeLimitMillis()));
        }
    }

    /** A workspace. */
    record WorkspacePart(Place at, String name) implements Part {}

    /** A role. */
    record RolePart(Place at, String name, Optional<String> description, Optional<Placed<Set<Permission>>> permissions)
            implements Part {}

    /** A person or an API-only user, whose name is the address. */
    record UserPart(
            Place at,
            String name,
            Optional<String> firstName,
            Optional<String> lastName,
            Optional<Placed<Boolean>> apiOnly,
            Optional<String> reason,
            Optional<Placed<AccessEnd>> accessExpires,
            Optional<List<HeldRole>> roles,
            Optional<Placed<Password>> password)
            implements Part {}

    /**
     * A role that a user holds.
     *
     * @param workspaces empty for all of them
     */
    record HeldRole(Place at, Text role, Optional<List<Text>> workspaces) {}

    /** A custom service. */
    record ServicePart(
            Place at,
            String name,
            Optional<String> description,
            Optional<Text> apiOnlyUser,
            Optional<Placed<UUID>> clientId,
            Optional<ClientSecret> clientSecret,
            LimitsPart limits,
            Optional<AllowList> apiAllowList)
            implements Part {}

    /** A password in clear text, for as long as it takes to hash it. {@code toString} hides it. */
    record Password(String text) {
        @Override
        public String toString() {
            return "Password[…]";
        }
    }
}
