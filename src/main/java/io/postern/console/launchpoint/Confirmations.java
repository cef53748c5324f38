package io.postern.console.launchpoint;

import io.postern.access.customservice.ClientSecrets;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.customservice.OwnedService;
import io.postern.access.customservice.SecretDetails;
import io.postern.console.Dialogs;
import io.postern.console.Visit;
import io.postern.foundation.store.Store;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import java.util.function.Predicate;

/** The questions that are asked before something of a service is ended: each names what stops working. */
@Singleton
final class Confirmations {
    private final Visit visit;
    private final Dialogs dialogs;
    private final Store store;
    private final ClientSecrets secrets;

    Confirmations(Visit visit, Dialogs dialogs, Store store, ClientSecrets secrets) {
        this.visit = visit;
        this.dialogs = dialogs;
        this.store = store;
        this.secrets = secrets;
    }

    TemplateInstance disable(long id) {
        String name = name(id);
        return dialogs.question(
                say().disable(), path(id, "disable"), say().disableQuestion(name), say().disableHint(), true);
    }

    TemplateInstance enable(long id) {
        String name = name(id);
        return dialogs.question(
                say().enable(), path(id, "enable"), say().enableQuestion(name), say().enableHint(), false);
    }

    TemplateInstance revoke(long id) {
        String name = name(id);
        return dialogs.question(
                say().revokeTokens(), path(id, "revoke"), say().revokeQuestion(name), say().revokeHint(), true);
    }

    TemplateInstance end(long id, long secretId) {
        String name = name(id);
        return dialogs.question(
                say().endNow(),
                path(id, "secrets/" + secretId + "/end"),
                say().endQuestion(name),
                say().endHint(lastUsed(id, secret -> secret.id() == secretId)),
                true);
    }

    TemplateInstance cancel(long id) {
        String name = name(id);
        return dialogs.question(
                say().cancelRotation(),
                path(id, "secrets/cancel"),
                say().cancelQuestion(name),
                say().cancelHint(lastUsed(id, secret -> !secret.isRotatedOut())),
                true);
    }

    private String lastUsed(long id, Predicate<SecretDetails> which) {
        return store.with(handle -> secrets.list(handle, visit.subscriptionId(), id)).stream()
                .filter(secret -> secret.isLive(visit.now()))
                .filter(which)
                .findFirst()
                .flatMap(secret -> Optional.ofNullable(secret.lastUsedAt()))
                .map(visit.formats()::instant)
                .orElse("");
    }

    private static String path(long id, String what) {
        return "/launchpoint/" + id + "/" + what;
    }

    private String name(long id) {
        OwnedService owned = store.with(handle -> CustomServiceStore.owned(handle, visit.subscriptionId(), id))
                .orElseThrow(NotFoundException::new);
        return owned.service().displayName();
    }

    private LaunchPointMessages say() {
        return visit.messages(LaunchPointMessages.class);
    }
}
