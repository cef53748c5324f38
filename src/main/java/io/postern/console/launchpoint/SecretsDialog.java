package io.postern.console.launchpoint;

import io.postern.access.customservice.ClientSecret;
import io.postern.access.customservice.ClientSecrets;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.customservice.OwnedService;
import io.postern.access.subscription.Subscription;
import io.postern.console.FormErrors;
import io.postern.console.Visit;
import io.postern.foundation.store.Store;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Optional;

/** The dialog Client Secrets: which secrets a service has, and what can be done with them. */
@Singleton
final class SecretsDialog {
    private final Visit visit;
    private final Store store;
    private final ClientSecrets secrets;

    SecretsDialog(Visit visit, Store store, ClientSecrets secrets) {
        this.visit = visit;
        this.store = store;
        this.secrets = secrets;
    }

    @CheckedTemplate(basePath = "launchpoint", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance secrets(
                ServiceRow service,
                List<SecretRow> live,
                List<SecretRow> ended,
                String overlap,
                Revealed fresh,
                boolean revealable,
                String done,
                FormErrors errors);
    }

    /** Whether the secrets of a service can be shown again. */
    private boolean isRevealable() {
        Subscription subscription = visit.person().subscription();
        return subscription.settings().compatibility().secretsRevealable();
    }

    /** The dialog as the secrets stand. */
    TemplateInstance show(long id) {
        return render(id, Optional.empty(), days(), Revealed.NOTHING, "", visit.errors());
    }

    /** The same with what was just done. */
    TemplateInstance done(long id, String text) {
        return render(id, Optional.empty(), days(), Revealed.NOTHING, text, visit.errors());
    }

    /** The same with a secret that was just made. */
    TemplateInstance rotated(long id, ClientSecret fresh) {
        return render(id, Optional.empty(), days(), Revealed.text(fresh.text()), "", visit.errors());
    }

    /** The same with what is wrong, and the overlap as it was typed. */
    TemplateInstance refused(long id, String overlap, FormErrors errors) {
        return render(id, Optional.empty(), overlap, Revealed.NOTHING, "", errors);
    }

    /** The same with what is wrong, and the last day of a secret as it was typed. */
    TemplateInstance refused(long id, TypedDay typed, FormErrors errors) {
        return render(id, Optional.of(typed), days(), Revealed.NOTHING, "", errors);
    }

    /** What was typed as the last day of a secret. */
    record TypedDay(long secretId, String day) {}

    private static String days() {
        return Long.toString(ClientSecrets.DEFAULT_OVERLAP.toDays());
    }

    private TemplateInstance render(
            long id, Optional<TypedDay> typed, String overlap, Revealed fresh, String done, FormErrors errors) {
        return store.inTransaction(handle -> {
            OwnedService owned =
                    CustomServiceStore.owned(handle, visit.subscriptionId(), id).orElseThrow(NotFoundException::new);
            List<SecretRow> rows = SecretRow.of(
                            secrets.list(handle, visit.subscriptionId(), id),
                            visit.now(),
                            visit.formats(),
                            visit.zone())
                    .stream()
                    .map(row -> typed.filter(day -> day.secretId() == row.id())
                            .map(day -> row.typed(day.day()))
                            .orElse(row))
                    .toList();
            return Templates.secrets(
                    ServiceRow.of(owned, visit.now()),
                    rows.stream().filter(SecretRow::isLive).toList(),
                    rows.stream().filter(row -> !row.isLive()).toList(),
                    overlap,
                    fresh,
                    isRevealable(),
                    done,
                    errors);
        });
    }
}
