package io.postern.console.launchpoint;

import io.postern.access.customservice.ClientSecret;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.customservice.CustomServices;
import io.postern.access.customservice.OwnedService;
import io.postern.access.token.TokenGrant;
import io.postern.console.Visit;
import io.postern.foundation.store.Store;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The dialog View Details and its parts: what a service shows at once, and what it shows when asked. */
@Singleton
public final class CredentialsDialog {
    private final Visit visit;
    private final Store store;
    private final CustomServices services;

    CredentialsDialog(Visit visit, Store store, CustomServices services) {
        this.visit = visit;
        this.store = store;
        this.services = services;
    }

    @CheckedTemplate(basePath = "launchpoint", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance details(
                Credentials service,
                Revealed secret,
                Revealed token,
                String tokenLife,
                Revealed settings,
                boolean copies);

        static native TemplateInstance secret(Credentials service, Revealed secret);

        static native TemplateInstance token(Credentials service, Revealed token, String tokenLife);

        static native TemplateInstance settings(Credentials service, Revealed settings, boolean copies);
    }

    /** The whole dialog, with nothing revealed. */
    TemplateInstance details(long id) {
        return Templates.details(credentials(id), Revealed.NOTHING, Revealed.NOTHING, "", Revealed.NOTHING, false);
    }

    /**
     * The whole dialog with the secret, over a list that shows the new service: the answer where secrets are shown
     * once.
     */
    Response shownOnce(long id, ClientSecret secret) {
        Credentials service = credentials(id);
        Revealed settings = Revealed.text(settingsText(service, Optional.of(secret)));
        TemplateInstance dialog =
                Templates.details(service, Revealed.text(secret.text()), Revealed.NOTHING, "", settings, false);
        return visit.html(Response.Status.OK, dialog)
                .header("HX-Trigger", "listReset")
                .build();
    }

    /** The part with the secret; without a secret it says that there is none to be shown. */
    TemplateInstance secret(long id, Optional<ClientSecret> secret) {
        return Templates.secret(
                credentials(id),
                secret.map(shown -> Revealed.text(shown.text())).orElse(Revealed.NOTHING));
    }

    TemplateInstance secretRefused(long id, String why) {
        return Templates.secret(credentials(id), Revealed.refused(why));
    }

    /** The part with the token. */
    TemplateInstance token(long id, TokenGrant.Granted granted) {
        long left = granted.secondsLeft();
        String life = messages().secondsLeft(left, visit.formats().number(left));
        return Templates.token(credentials(id), Revealed.text(granted.accessToken()), life);
    }

    /** The part without a token, which says what keeps the service from being served. */
    TemplateInstance tokenDenied(long id) {
        return Templates.token(credentials(id), Revealed.NOTHING, "");
    }

    TemplateInstance tokenRefused(long id, String why) {
        return Templates.token(credentials(id), Revealed.refused(why), "");
    }

    /** The part with what a client needs to connect, which goes to the clipboard by itself. */
    TemplateInstance settings(long id, Optional<ClientSecret> secret) {
        Credentials service = credentials(id);
        return Templates.settings(service, Revealed.text(settingsText(service, secret)), true);
    }

    TemplateInstance settingsRefused(long id, String why) {
        return Templates.settings(credentials(id), Revealed.refused(why), false);
    }

    private String settingsText(Credentials service, Optional<ClientSecret> secret) {
        LaunchPointMessages say = messages();
        List<String> lines = new ArrayList<>();
        lines.add(line(say.restEndpoint(), visit.origin() + "/rest"));
        lines.add(line(say.identityUrl(), visit.origin() + "/identity"));
        lines.add(line(say.clientId(), service.clientId()));
        secret.ifPresent(shown -> lines.add(line(say.clientSecret(), shown.text())));
        lines.add(line(
                say.munchkinId(), visit.person().subscription().munchkinId().value()));
        return String.join("\n", lines);
    }

    private static String line(String label, String value) {
        return label + ": " + value;
    }

    /** What a service shows at once. */
    public Credentials credentials(long id) {
        return store.inTransaction(handle -> {
            OwnedService owned =
                    CustomServiceStore.owned(handle, visit.subscriptionId(), id).orElseThrow(NotFoundException::new);
            Instant now = visit.now();
            boolean revealable = services.isRevealable(handle, visit.person().subscription(), owned.service(), now);
            return Credentials.of(owned, revealable, now);
        });
    }

    private LaunchPointMessages messages() {
        return visit.messages(LaunchPointMessages.class);
    }
}
