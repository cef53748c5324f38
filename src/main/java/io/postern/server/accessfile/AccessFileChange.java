package io.postern.server.accessfile;

import io.postern.access.customservice.CustomService;
import io.postern.access.customservice.CustomServices;
import io.postern.access.customservice.NewService;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.BuiltInRole;
import io.postern.access.role.Role;
import io.postern.access.role.Roles;
import io.postern.access.rule.RuleViolation;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.Subscriptions;
import io.postern.access.user.User;
import io.postern.access.user.UserDetails;
import io.postern.access.user.Users;
import io.postern.foundation.vault.Passwords;
import io.postern.server.accessfile.AccessFile.HeldRole;
import io.postern.server.accessfile.AccessFile.Part;
import io.postern.server.accessfile.AccessFile.RolePart;
import io.postern.server.accessfile.AccessFile.ServicePart;
import io.postern.server.accessfile.AccessFile.UserPart;
import io.postern.server.accessfile.AccessFile.WorkspacePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes and edits the workspaces, roles, users and services that a checked file names. What a rule forbids becomes a mistake
 * with the place of the object, and the next object is tried; the caller undoes everything when there is any.
 */
final class AccessFileChange {
    private static final String SAVEPOINT = "object";

    private final AccessFile file;
    private final Mistakes mistakes;
    private final Subscriptions subscriptions;
    private final Roles roles;
    private final Users users;
    private final CustomServices services;
    private final Passwords passwords;
    private final List<CustomServices.Created> generated = new ArrayList<>();

    AccessFileChange(
            AccessFile file,
            Mistakes mistakes,
            Subscriptions subscriptions,
            Roles roles,
            Users users,
            CustomServices services,
            Passwords passwords) {
        this.file = file;
        this.mistakes = mistakes;
        this.subscriptions = subscriptions;
        this.roles = roles;
        this.users = users;
        this.services = services;
        this.passwords = passwords;
    }

    /** The services whose secret was generated. */
    List<CustomServices.Created> generated() {
        return List.copyOf(generated);
    }

    void apply(Change change) {
        Existing before = Existing.of(change);
        each(change, file.workspaces(), part -> workspace(change, before, part));
        each(change, file.roles(), part -> role(change, before, part));
        Existing withRoles = Existing.of(change);
        each(change, adminsFirst(), part -> user(change, withRoles, part));
        Existing withUsers = Existing.of(change);
        each(change, file.services(), part -> service(change, withUsers, part));
    }

    /** A rule may be found broken by the database itself, after which only a savepoint lets the transaction go on. */
    private <P extends Part> void each(Change change, List<P> parts, Consumer<P> application) {
        for (P part : parts) {
            change.handle().savepoint(SAVEPOINT);
            try {
                application.accept(part);
                change.handle().releaseSavepoint(SAVEPOINT);
            } catch (RuleViolation violation) {
                change.handle().rollbackToSavepoint(SAVEPOINT);
                mistakes.add(part.at(), violation.text());
            }
        }
    }

    /** An Admin may be replaced by another in one file, in whichever order it names them. */
    private List<UserPart> adminsFirst() {
        return file.users().stream()
                .sorted(Comparator.comparing(AccessFileChange::becomesLastingAdmin)
                        .reversed())
                .toList();
    }

    private static boolean becomesLastingAdmin(UserPart part) {
        String admin = AccessFile.key(BuiltInRole.ADMIN.role().name());
        boolean lasting = part.accessExpires()
                .filter(end -> !(end.value() instanceof AccessEnd.Never))
                .isEmpty();
        return lasting
                && part.roles().orElse(List.of()).stream()
                        .anyMatch(held -> AccessFile.key(held.role().value()).equals(admin));
    }

    private void workspace(Change change, Existing existing, WorkspacePart part) {
        if (existing.workspace(part.name()).isEmpty()) {
            subscriptions.createWorkspace(change, part.name(), "");
        }
    }

    private void role(Change change, Existing existing, RolePart part) {
        Optional<Role> role = existing.role(part.name());
        if (role.isEmpty()) {
            roles.create(
                    change,
                    part.name(),
                    part.description().orElse(""),
                    part.permissions().map(Placed::value).orElse(Set.of()));
            return;
        }
        Role before = role.get();
        roles.edit(
                change,
                before.id(),
                before.name(),
                part.description().orElse(before.description()),
                part.permissions().map(Placed::value).orElse(before.permissions()));
    }

    private void user(Change change, Existing existing, UserPart part) {
        Optional<Set<Assignment>> assignments = part.roles().map(held -> assignments(existing, held));
        Optional<User> user = existing.user(part.name());
        if (user.isPresent()) {
            User before = user.get();
            users.edit(change, before.id(), details(change, part, before.details()));
            assignments.ifPresent(wanted -> users.assign(change, before.id(), wanted));
            return;
        }
        UserDetails details = details(change, part, new UserDetails(part.name(), "", "", "", null));
        if (part.apiOnly().map(Placed::value).orElse(false)) {
            users.createApiOnly(change, details, assignments.orElse(Set.of()));
        } else {
            @Nullable
            String hash = part.password()
                    .map(password -> passwords.hash(password.value().text()))
                    .orElse(null);
            users.createPerson(change, details, hash, assignments.orElse(Set.of()));
        }
    }

    private static UserDetails details(Change change, UserPart part, UserDetails before) {
        Optional<Placed<AccessEnd>> end = part.accessExpires();
        @Nullable
        Instant expires = end.isPresent()
                ? end.get().value().in(change.subscription().settings().timeZone())
                : before.accessExpiresAt();
        return new UserDetails(
                before.email(),
                part.firstName().orElse(before.firstName()),
                part.lastName().orElse(before.lastName()),
                part.reason().orElse(before.reason()),
                expires);
    }

    private static Set<Assignment> assignments(Existing existing, List<HeldRole> held) {
        Set<Assignment> assignments = new HashSet<>();
        for (HeldRole each : held) {
            // A role or workspace that a rule kept from being made has its mistake already.
            existing.role(each.role().value())
                    .ifPresent(role -> workspaces(existing, each)
                            .forEach(workspace -> assignments.add(new Assignment(role.id(), workspace))));
        }
        return assignments;
    }

    private static List<Integer> workspaces(Existing existing, HeldRole held) {
        return held.workspaces()
                .map(names -> names.stream()
                        .flatMap(name -> existing.workspace(name.value()).stream())
                        .map(workspace -> workspace.id())
                        .toList())
                .orElse(List.of(WorkspacePermissions.ALL));
    }

    private void service(Change change, Existing existing, ServicePart part) {
        Optional<User> named = part.apiOnlyUser().flatMap(owner -> existing.user(owner.value()));
        Optional<CustomService> service = existing.service(part.name());
        if (service.isPresent()) {
            CustomService before = service.get();
            services.edit(
                    change,
                    before.id(),
                    before.displayName(),
                    part.description().orElse(before.description()),
                    named.map(User::id).orElse(before.userId()));
            restrict(change, before, part);
            return;
        }
        // An owner that a rule kept from being made has its mistake already.
        named.ifPresent(owner -> {
            CustomServices.Created created = services.create(
                    change,
                    new NewService(
                            part.name(),
                            part.description().orElse(""),
                            owner.id(),
                            part.clientId().map(Placed::value),
                            part.clientSecret()));
            if (part.clientSecret().isEmpty()) {
                generated.add(created);
            }
            restrict(change, created.service(), part);
        });
    }

    private void restrict(Change change, CustomService before, ServicePart part) {
        services.restrict(
                change,
                before.id(),
                part.limits().over(before.limits()),
                part.apiAllowList().orElse(before.apiAllowList()));
    }
}
