package io.postern.server.accessfile;

import io.postern.access.permission.Permission;
import io.postern.access.rule.Texts;
import io.postern.access.subscription.AllowList;
import io.postern.access.subscription.Compatibility;
import io.postern.foundation.wire.AddressRange;
import io.postern.server.accessfile.AccessFile.CompatibilityPart;
import io.postern.server.accessfile.AccessFile.HeldRole;
import io.postern.server.accessfile.AccessFile.LimitsPart;
import io.postern.server.accessfile.AccessFile.Part;
import io.postern.server.accessfile.AccessFile.RolePart;
import io.postern.server.accessfile.AccessFile.ServicePart;
import io.postern.server.accessfile.AccessFile.SubscriptionPart;
import io.postern.server.accessfile.AccessFile.UserPart;
import io.postern.server.accessfile.AccessFile.WorkspacePart;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of an access file into its parts, without looking at any subscription. Goes on after a mistake, so that all
 * of them are found.
 */
final class AccessFileParser {
    private static final List<String> FILE_KEYS = List.of("subscription", "workspaces", "roles", "users", "services");
    private static final List<String> SUBSCRIPTION_KEYS =
            List.of("munchkinId", "name", "timeZone", "limits", "apiAllowList", "compatibility");
    private static final List<String> LIMITS_KEYS = List.of("dailyCalls", "callsPer20Seconds", "concurrentCalls");
    private static final List<String> COMPATIBILITY_KEYS =
            List.of("accessTokenInQuery", "secretsRevealable", "tokenLifetimeSeconds", "timeLimitMillis");
    private static final List<String> WORKSPACE_KEYS = List.of("name");
    private static final List<String> ROLE_KEYS = List.of("name", "description", "permissions");
    private static final List<String> USER_KEYS =
            List.of("email", "firstName", "lastName", "apiOnly", "reason", "accessExpires", "roles", "password");
    private static final List<String> HELD_ROLE_KEYS = List.of("role", "workspaces");
    private static final List<String> SERVICE_KEYS =
            List.of("displayName", "description", "apiOnlyUser", "clientId", "clientSecret", "limits", "apiAllowList");
    private static final List<String> PERMISSIONS =
            Stream.of(Permission.values()).map(Permission::label).toList();

    private final Mistakes mistakes;
    private final Values values;
    private final YamlReader yaml;

    private AccessFileParser(Map<String, String> environment, Mistakes mistakes) {
        this.mistakes = mistakes;
        this.values = new Values(mistakes);
        this.yaml = new YamlReader(new EnvironmentSubstitution(environment), mistakes);
    }

    /**
     * Reads a file.
     *
     * @param environment what <code>${NAME}</code> refers to
     * @param mistakes to which those of the file are added
     * @return what could be read; empty when it is not YAML or nothing of it can be understood
     */
    static Optional<AccessFile> parse(String text, Map<String, String> environment, Mistakes mistakes) {
        AccessFileParser parser = new AccessFileParser(environment, mistakes);
        return parser.yaml
                .document(text)
                .flatMap(document -> document.mapping(FILE_KEYS))
                .map(parser::file);
    }

    private AccessFile file(YamlMapping file) {
        YamlMapping nothing = new YamlMapping(file.at().key("subscription"), Map.of());
        Optional<YamlValue> subscription = file.get("subscription");
        if (subscription.isEmpty()) {
            mistakes.add(nothing.at(), "the file must say which subscription it describes; give it a munchkinId");
        }
        AccessFile read = new AccessFile(
                subscription
                        .flatMap(value -> value.mapping(SUBSCRIPTION_KEYS))
                        .map(this::subscription)
                        .orElseGet(() -> settings(nothing)),
                parts(file, "workspaces", WORKSPACE_KEYS, this::workspace),
                parts(file, "roles", ROLE_KEYS, this::role),
                parts(file, "users", USER_KEYS, this::user),
                parts(file, "services", SERVICE_KEYS, this::service));
        noClientIdTwice(read.services());
        return read;
    }

    private SubscriptionPart subscription(YamlMapping subscription) {
        require(subscription, "munchkinId", "the munchkinId is missing; it says which subscription this is");
        return settings(subscription);
    }

    private SubscriptionPart settings(YamlMapping subscription) {
        return new SubscriptionPart(
                subscription.at(),
                subscription.value("munchkinId", values::munchkinId),
                subscription.value("name", values.name("The name of the subscription")),
                subscription.value("timeZone", values::zone),
                limits(inner(subscription, "limits", LIMITS_KEYS)),
                subscription.get("apiAllowList").flatMap(this::allowList),
                compatibility(inner(subscription, "compatibility", COMPATIBILITY_KEYS)));
    }

    private LimitsPart limits(YamlMapping limits) {
        Function<Text, Optional<Integer>> calls = values.number(0, Integer.MAX_VALUE);
        return new LimitsPart(
                limits.value("dailyCalls", calls),
                limits.value("callsPer20Seconds", calls),
                limits.value("concurrentCalls", calls));
    }

    private CompatibilityPart compatibility(YamlMapping compatibility) {
        return new CompatibilityPart(
                compatibility.value("accessTokenInQuery", values::truth),
                compatibility.value("secretsRevealable", values::truth),
                compatibility.value("tokenLifetimeSeconds", values.number(1, Compatibility.LONGEST_TOKEN_LIFETIME)),
                compatibility.value("timeLimitMillis", values.number(0, Compatibility.LONGEST_TIME_LIMIT)));
    }

    /** A list that is named replaces what is there; an empty one is off. */
    private Optional<AllowList> allowList(YamlValue list) {
        return list.list().flatMap(items -> {
            List<AddressRange> entries = distinct(items, values::allowListEntry);
            if (entries.size() > AllowList.MOST_ENTRIES) {
                mistakes.add(
                        list.at(),
                        "the list has " + entries.size() + " entries; at most " + AllowList.MOST_ENTRIES
                                + " are allowed, so sum addresses up as ranges or in CIDR notation");
                return Optional.empty();
            }
            return Optional.of(AllowList.of(entries));
        });
    }

    private Optional<WorkspacePart> workspace(YamlMapping workspace) {
        return name(workspace, "name", values.name("The name of a workspace"))
                .map(name -> new WorkspacePart(workspace.at(), name));
    }

    private Optional<RolePart> role(YamlMapping role) {
        Optional<String> description = role.value("description", values.prose(Texts.LONGEST_PROSE));
        Optional<Placed<Set<Permission>>> permissions = role.get("permissions")
                .flatMap(list -> list.list().map(items -> new Placed<>(list.at(), permissions(items))));
        return name(role, "name", values.name("The name of a role"))
                .map(name -> new RolePart(role.at(), name, description, permissions));
    }

    private Set<Permission> permissions(List<YamlValue> items) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        permissions.addAll(distinct(items, this::permission));
        return permissions;
    }

    private Optional<Permission> permission(Text text) {
        Optional<Permission> permission = Permission.named(text.value());
        if (permission.isEmpty()) {
            mistakes.add(
                    text.at(),
                    "there is no permission " + text.quoted() + "; the closest are "
                            + Nearest.names(text.written(), PERMISSIONS));
        }
        return permission;
    }

    private Optional<UserPart> user(YamlMapping user) {
        Optional<String> firstName = user.value("firstName", values.name("The first name"));
        Optional<String> lastName = user.value("lastName", values.name("The last name"));
        Optional<Placed<Boolean>> apiOnly = placed(user, "apiOnly", values::truth);
        Optional<String> reason = user.value("reason", values.prose(Texts.LONGEST_PROSE));
        Optional<Placed<AccessEnd>> end = placed(user, "accessExpires", values::accessEnd);
        Optional<List<HeldRole>> roles =
                user.get("roles").flatMap(YamlValue::list).map(this::heldRoles);
        Optional<Placed<AccessFile.Password>> password = placed(user, "password", values::password);
        return name(user, "email", values::address)
                .map(email ->
                        new UserPart(user.at(), email, firstName, lastName, apiOnly, reason, end, roles, password));
    }

    private List<HeldRole> heldRoles(List<YamlValue> items) {
        List<HeldRole> held = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (YamlValue item : items) {
            Optional<HeldRole> role = item.isText()
                    ? item.text().map(text -> new HeldRole(item.at(), text, Optional.empty()))
                    : item.mapping(HELD_ROLE_KEYS).flatMap(this::heldRole);
            role.filter(each -> isNew(
                            seen,
                            AccessFile.key(each.role().value()),
                            each.role().quoted(),
                            each.at()))
                    .ifPresent(held::add);
        }
        return List.copyOf(held);
    }

    private Optional<HeldRole> heldRole(YamlMapping held) {
        require(held, "role", "the role is missing; write its name");
        Optional<List<Text>> workspaces = held.get("workspaces").flatMap(this::workspaceNames);
        return held.text("role").map(role -> new HeldRole(held.at(), role, workspaces));
    }

    private Optional<List<Text>> workspaceNames(YamlValue list) {
        return list.list().map(items -> {
            if (items.isEmpty()) {
                mistakes.add(list.at(), "name at least one workspace, or leave the key out for all of them");
            }
            return workspaceNames(items);
        });
    }

    private List<Text> workspaceNames(List<YamlValue> items) {
        List<Text> names = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (YamlValue item : items) {
            item.text()
                    .filter(name -> isNew(seen, AccessFile.key(name.value()), name.quoted(), name.at()))
                    .ifPresent(names::add);
        }
        return List.copyOf(names);
    }

    private Optional<ServicePart> service(YamlMapping service) {
        Optional<String> description = service.value("description", values.prose(Texts.LONGEST_PROSE));
        Optional<Text> user = service.text("apiOnlyUser");
        Optional<Placed<UUID>> clientId = placed(service, "clientId", values::clientId);
        var secret = service.value("clientSecret", values::clientSecret);
        LimitsPart limits = limits(inner(service, "limits", LIMITS_KEYS));
        Optional<AllowList> apiAllowList = service.get("apiAllowList").flatMap(this::allowList);
        return name(service, "displayName", values.name("The display name of a service"))
                .map(name ->
                        new ServicePart(service.at(), name, description, user, clientId, secret, limits, apiAllowList));
    }

    private void noClientIdTwice(List<ServicePart> services) {
        Map<String, Place> seen = new HashMap<>();
        for (ServicePart service : services) {
            service.clientId().ifPresent(id -> isNew(seen, id.value().toString(), "the client id", id.at()));
        }
    }

    /** The objects of a section; one whose name is wrong, missing or there already is left out. */
    private <P extends Part> List<P> parts(
            YamlMapping file, String section, List<String> keys, Function<YamlMapping, Optional<P>> read) {
        List<P> parts = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        file.get(section)
                .filter(value -> !value.isNothing())
                .flatMap(YamlValue::list)
                .orElse(List.of())
                .forEach(item -> item.mapping(keys)
                        .flatMap(read)
                        .filter(part -> isNew(seen, part.key(), Mistakes.quote(part.name()), part.at()))
                        .ifPresent(parts::add));
        return parts;
    }

    /** The items of a list that could be read, each once. */
    private <T> List<T> distinct(List<YamlValue> items, Function<Text, Optional<T>> read) {
        Map<T, Place> seen = new HashMap<>();
        List<T> values = new ArrayList<>();
        for (YamlValue item : items) {
            item.text()
                    .ifPresent(text -> read.apply(text)
                            .filter(value -> isNew(seen, value, text.quoted(), text.at()))
                            .ifPresent(values::add));
        }
        return values;
    }

    private <T> boolean isNew(Map<T, Place> seen, T value, String shown, Place at) {
        @Nullable Place before = seen.putIfAbsent(value, at);
        if (before != null) {
            mistakes.add(at, shown + " is a duplicate of " + before.path() + " in line " + before.line());
        }
        return before == null;
    }

    private Optional<String> name(YamlMapping of, String key, Function<Text, Optional<String>> read) {
        require(of, key, "the key '" + key + "' is missing; it is what this is known by");
        return of.value(key, read);
    }

    private void require(YamlMapping mapping, String key, String mistake) {
        if (mapping.get(key).isEmpty()) {
            mistakes.add(mapping.at().key(key), mistake);
        }
    }

    private static <T> Optional<Placed<T>> placed(YamlMapping of, String key, Function<Text, Optional<T>> read) {
        return of.text(key).flatMap(text -> read.apply(text).map(value -> new Placed<>(text.at(), value)));
    }

    private static YamlMapping inner(YamlMapping of, String key, List<String> keys) {
        return of.get(key)
                .flatMap(value -> value.mapping(keys))
                .orElseGet(() -> new YamlMapping(of.at().key(key), Map.of()));
    }
}
