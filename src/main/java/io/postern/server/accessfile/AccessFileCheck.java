package io.postern.server.accessfile;

import io.postern.access.customservice.CustomService;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.permission.Permission;
import io.postern.access.role.BuiltInRole;
import io.postern.access.role.Role;
import io.postern.access.subscription.Change;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.server.accessfile.AccessFile.HeldRole;
import io.postern.server.accessfile.AccessFile.Part;
import io.postern.server.accessfile.AccessFile.RolePart;
import io.postern.server.accessfile.AccessFile.ServicePart;
import io.postern.server.accessfile.AccessFile.UserPart;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a file against the subscription that it describes, before anything is applied, so that as many mistakes as possible
 * are told at once. The rules of the access model are checked again by the services that apply it.
 */
final class AccessFileCheck {
    private final AccessFile file;
    private final Existing existing;
    private final Mistakes mistakes;
    private final Map<String, UserPart> users;

    AccessFileCheck(AccessFile file, Existing existing, Mistakes mistakes) {
        this.file = file;
        this.existing = existing;
        this.mistakes = mistakes;
        this.users = file.users().stream().collect(Collectors.toMap(Part::key, Function.identity()));
    }

    /** Checks what can be checked without the subscription: that what the file refers to is there. */
    void references() {
        file.users().forEach(user -> user.roles().orElse(List.of()).forEach(this::heldRole));
        file.services().forEach(service -> service.apiOnlyUser().ifPresent(this::owner));
    }

    /** Checks everything else, in the transaction that will apply it. */
    void against(Change change) {
        references();
        file.roles().forEach(this::role);
        file.users().forEach(user -> user(change, user));
        file.services().forEach(service -> service(change, service));
    }

    private void heldRole(HeldRole held) {
        String name = held.role().value();
        Set<String> roles =
                known(file.roles(), existing.roles().values().stream().map(Role::name));
        if (!has(roles, name)) {
            mistakes.add(held.role().at(), unknown("role", held.role(), roles));
        }
        List<Text> named = held.workspaces().orElse(List.of());
        if (!named.isEmpty() && existing.role(name).filter(Role::onlyAllZones).isPresent()) {
            mistakes.add(
                    held.at().key("workspaces", named.getFirst().at().line()),
                    "the role " + held.role().quoted()
                            + " can be held for all workspaces only; leave the workspaces out");
        }
        Set<String> workspaces =
                known(file.workspaces(), existing.workspaces().values().stream().map(workspace -> workspace.name()));
        named.stream()
                .filter(workspace -> !has(workspaces, workspace.value()))
                .forEach(workspace -> mistakes.add(workspace.at(), unknown("workspace", workspace, workspaces)));
    }

    private void owner(Text owner) {
        Optional<User> user = existing.user(owner.value());
        @Nullable UserPart part = users.get(AccessFile.key(owner.value()));
        if (user.isEmpty() && part == null) {
            Set<String> known =
                    known(file.users(), existing.users().values().stream().map(User::login));
            mistakes.add(owner.at(), unknown("user", owner, known));
            return;
        }
        boolean unreadable =
                part != null && mistakes.concern(part.at().key("apiOnly").path());
        if (!unreadable && !isApiOnly(user, part)) {
            mistakes.add(
                    owner.at(), owner.quoted() + " is a person; a custom service belongs to a user with apiOnly: true");
        }
    }

    private static boolean isApiOnly(Optional<User> user, @Nullable UserPart part) {
        return user.map(User::apiOnly)
                .orElseGet(
                        () -> part != null && part.apiOnly().map(Placed::value).orElse(false));
    }

    private void role(RolePart part) {
        existing.role(part.name())
                .filter(role -> role.id() == BuiltInRole.ADMIN.id())
                .ifPresent(admin -> {
                    part.permissions()
                            .filter(given ->
                                    !Permission.withAncestors(given.value()).equals(admin.permissions()))
                            .ifPresent(given -> mistakes.add(
                                    given.at(), "the permissions of the role Admin cannot be changed; leave them out"));
                    part.description()
                            .filter(given -> !given.equals(admin.description()))
                            .ifPresent(given -> mistakes.add(
                                    part.at().key("description"),
                                    "the description of the role Admin cannot be changed; leave it out"));
                });
    }

    private void user(Change change, UserPart part) {
        Optional<User> user = existing.user(part.name());
        if (user.isEmpty()) {
            require(part.firstName(), part.at().key("firstName"), "the first name of a new user is missing");
            require(part.lastName(), part.at().key("lastName"), "the last name of a new user is missing");
            if (UserStore.loginExists(change.handle(), part.name())) {
                mistakes.add(
                        part.at().key("email"),
                        "the login " + Mistakes.quote(part.name())
                                + " is taken in another subscription; logins are unique");
            }
        }
        part.apiOnly()
                .filter(given -> user.filter(u -> u.apiOnly() != given.value()).isPresent())
                .ifPresent(given -> mistakes.add(
                        given.at(),
                        Mistakes.quote(part.name()) + " is "
                                + (given.value() ? "a person" : "an API-only user")
                                + " and stays one; write apiOnly: " + !given.value() + " or leave it out"));
        part.password()
                .filter(given -> isApiOnly(user, part))
                .ifPresent(given -> mistakes.add(
                        given.at(), "an API-only user does not sign in and has no password; leave it out"));
        part.accessExpires().ifPresent(end -> accessExpires(user, end, change.at()));
    }

    private void accessExpires(Optional<User> user, Placed<AccessEnd> end, Instant now) {
        @Nullable Instant at = end.value().in(zone());
        @Nullable Instant before = user.map(User::accessExpiresAt).orElse(null);
        if (at != null && !at.equals(before) && !at.isAfter(now)) {
            mistakes.add(
                    end.at(), "access would have ended at " + at + " already; write a time in the future or never");
        }
    }

    private void service(Change change, ServicePart part) {
        Optional<CustomService> service = existing.service(part.name());
        if (service.isEmpty()) {
            require(
                    part.apiOnlyUser(),
                    part.at().key("apiOnlyUser"),
                    "the owner of a new service is missing; write the address of an API-only user");
        }
        part.clientId().ifPresent(given -> {
            Optional<String> problem = service.isPresent()
                    ? service.filter(s -> !s.clientId().equals(given.value()))
                            .map(s -> "the service has the client id " + s.clientId()
                                    + ", which does not change; write that one or leave it out")
                    : CustomServiceStore.subscriptionOf(change.handle(), given.value())
                            .map(taken -> "the client id " + given.value()
                                    + " belongs to another service; write one of its own or leave it out");
            problem.ifPresent(text -> mistakes.add(given.at(), text));
        });
    }

    private ZoneId zone() {
        return file.subscription().timeZone().orElse(existing.zone());
    }

    /** Says nothing when the key is there and its value was found wrong. */
    private void require(Optional<?> value, Place at, String mistake) {
        if (value.isEmpty() && !mistakes.concern(at.path())) {
            mistakes.add(at, mistake);
        }
    }

    private static Set<String> known(List<? extends Part> parts, Stream<String> others) {
        return Stream.concat(parts.stream().map(Part::name), others).collect(Collectors.toSet());
    }

    private static boolean has(Set<String> known, String name) {
        return known.stream().anyMatch(each -> AccessFile.key(each).equals(AccessFile.key(name)));
    }

    private static String unknown(String what, Text name, Set<String> known) {
        return "there is no " + what + " " + name.quoted() + ", neither in this file nor in the subscription"
                + Nearest.question(name.written(), known);
    }
}
