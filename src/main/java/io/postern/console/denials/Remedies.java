package io.postern.console.denials;

import io.postern.access.directory.DenialCause;
import io.postern.access.directory.Directory;
import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import io.postern.access.session.SignedInPerson;
import io.postern.insight.denials.Denial;
import io.postern.insight.denials.Explanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The remedies of denials that one person may use. */
final class Remedies {
    private static final int MOST_ROLES = 3;

    private final SignedInPerson person;
    private final DenialMessages say;
    private final Directory present;

    /** @param present what is there now: what is gone is not linked */
    Remedies(SignedInPerson person, DenialMessages say, Directory present) {
        this.person = person;
        this.say = say;
        this.present = present;
    }

    List<Remedy> of(Denial denial) {
        List<Remedy> remedies = new ArrayList<>();
        switch (denial.why().cause()) {
            case DenialCause.PermissionMissing missing -> addRoles(remedies, denial, missing.needed());
            case DenialCause.AddressNotAllowed address -> addLimits(remedies, denial, address.ofService());
            case DenialCause.DailyQuotaReached limit -> addLimits(remedies, denial, limit.ofService());
            case DenialCause.RateLimitExceeded limit -> addLimits(remedies, denial, limit.ofService());
            case DenialCause.ConcurrencyLimitReached limit -> addLimits(remedies, denial, limit.ofService());
            case DenialCause.UserDisabled user -> addUser(remedies, denial);
            case DenialCause.UserExpired user -> addUser(remedies, denial);
            case DenialCause.TokenExpired token -> addService(remedies, denial);
            case DenialCause.TokenRevoked token -> addService(remedies, denial);
            case DenialCause.TokenInParameters token -> addService(remedies, denial);
            case DenialCause.ServiceDisabled service -> addService(remedies, denial);
            case DenialCause.SecretWrong secret -> addService(remedies, denial);
            case DenialCause.SecretEnded secret -> addService(remedies, denial);
            case DenialCause.TooManyAttempts attempts -> addService(remedies, denial);
        }
        return remedies;
    }

    /** Roles that give something of the kind come first. */
    private void addRoles(List<Remedy> remedies, Denial denial, RequiredPermissions needed) {
        if (person.holds(Permission.ACCESS_ROLES)) {
            String missing = needed.groups().stream()
                    .map(List::getFirst)
                    .map(permission -> "&missing=" + permission.name())
                    .collect(Collectors.joining());
            denial.why().roles().stream()
                    .sorted(Comparator.comparing(
                            (Explanation.HeldRole role) -> role.gives().isEmpty()))
                    .limit(MOST_ROLES)
                    .forEach(role ->
                            remedies.add(new Remedy(say.editRole(role.name()), "/roles?edit=" + role.id() + missing)));
        }
        if (remedies.isEmpty()) {
            addUser(remedies, denial);
        }
    }

    private void addLimits(List<Remedy> remedies, Denial denial, boolean ofService) {
        if (ofService) {
            addService(remedies, denial);
        } else if (person.holds(Permission.ACCESS_SOAP_API)) {
            remedies.add(new Remedy(say.webServices(), "/webservices"));
        }
    }

    private void addUser(List<Remedy> remedies, Denial denial) {
        if (person.holds(Permission.ACCESS_USERS) && present.users().containsKey(denial.userId())) {
            remedies.add(new Remedy(say.editUser(denial.login()), "/users?user=" + denial.userId()));
        }
    }

    private void addService(List<Remedy> remedies, Denial denial) {
        if (person.holds(Permission.ACCESS_EVENT_PARTNERS) && present.services().containsKey(denial.serviceId())) {
            remedies.add(new Remedy(say.viewService(denial.serviceName()), "/launchpoint/" + denial.serviceId()));
        }
    }
}
