package io.postern.console;

import io.postern.access.Changes;
import io.postern.access.permission.Caller;
import io.postern.access.session.SignedInPerson;
import io.postern.access.subscription.Change;
import io.postern.access.subscription.Settings;
import io.postern.access.subscription.SubscriptionClock;
import io.postern.foundation.wire.ClientAddresses;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request to the console: who makes it, in which language, and how it is answered. */
@RequestScoped
public class Visit {
    /** The cookie that keeps a language that was chosen. */
    public static final String LANGUAGE_COOKIE = "postern_language";

    /** Where the routing context keeps the {@link SignedInPerson}. */
    private static final String PERSON = "postern.person";

    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

    private final RoutingContext context;
    private final Assets assets;
    private final PublicAddress publicAddress;
    private final ClientAddresses clientAddresses;
    private final Changes changes;
    private final SubscriptionClock clock;

    public Visit(
            RoutingContext context,
            Assets assets,
            PublicAddress publicAddress,
            ClientAddresses clientAddresses,
            Changes changes,
            SubscriptionClock clock) {
        this.context = context;
        this.assets = assets;
        this.publicAddress = publicAddress;
        this.clientAddresses = clientAddresses;
        this.changes = changes;
        this.clock = clock;
    }

    void enter(SignedInPerson person) {
        context.put(PERSON, person);
    }

    /** Who is signed in; empty on the pages that come before. */
    public Optional<SignedInPerson> visitor() {
        return Optional.ofNullable(context.get(PERSON));
    }

    /** Who is signed in; only where the guard lets nobody else in. */
    public SignedInPerson person() {
        return visitor().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }

    public Caller.Person caller() {
        return person().caller();
    }

    public int subscriptionId() {
        return caller().subscriptionId();
    }

    /** The address from which the request came, as text. */
    public String address() {
        HttpServerRequest request = context.request();
        return clientAddresses.of(
                request.remoteAddress().hostAddress(), request.headers().getAll(ClientAddresses.FORWARDED_FOR));
    }

    public Language language() {
        @Nullable Cookie chosen = context.request().getCookie(LANGUAGE_COOKIE);
        return Optional.ofNullable(chosen)
                .flatMap(cookie -> Language.tagged(cookie.getValue()))
                .orElseGet(() -> Language.preferred(acceptLanguage()));
    }

    /** The zone of the visitor's subscription; on the pages before sign-in the one that subscriptions have at first. */
    public ZoneId zone() {
        return visitor()
                .map(person -> person.subscription().settings().timeZone())
                .orElse(Settings.DEFAULT_TIME_ZONE);
    }

    /** What time it is in the visitor's subscription. */
    public Instant now() {
        return clock.now(subscriptionId());
    }

    /** In the zone of the visitor's subscription. */
    public Formats formats() {
        return new Formats(language().formats(acceptLanguage()), zone());
    }

    /** Nothing that is wrong with a form yet, in the visitor's language. */
    public FormErrors errors() {
        return new FormErrors(language());
    }

    /** Changes the access of the visitor's subscription, as {@link Changes#run}. */
    public void change(Consumer<Change> work) {
        changes.run(caller(), subscriptionId(), work);
    }

    /** The same, and returns what came of it, as {@link Changes#apply}. */
    public <T extends @Nullable Object> T changing(Function<Change, T> work) {
        return changes.apply(caller(), subscriptionId(), work);
    }

    /** Does what is audited and changes nothing, as {@link Changes#audited}. */
    public <T extends @Nullable Object> T audited(Function<Change, T> work) {
        return changes.audited(caller(), subscriptionId(), work);
    }

    /** Whether a script of a page asks for a part of it, and not the browser for a whole page. */
    public boolean isForAPart() {
        return "true".equals(context.request().getHeader("HX-Request"));
    }

    /** Whether the visitor's connection is encrypted, as far as this server knows. */
    public boolean isEncrypted() {
        return origin().startsWith("https:");
    }

    /** Path and query of the request. */
    public String path() {
        return context.request().uri();
    }

    /** Path and query of the page that asks for a part of it; empty when a whole page is asked for. */
    public Optional<String> shownPath() {
        return Optional.ofNullable(context.request().getHeader("HX-Current-URL"))
                .map(current -> current.replaceFirst("^https?://[^/]*", ""));
    }

    /** Scheme, host and port by which the visitor reaches this server. */
    public String origin() {
        HttpServerRequest request = context.request();
        return publicAddress
                .origin()
                .orElseGet(() ->
                        request.scheme() + "://" + Objects.requireNonNullElse(request.getHeader("Host"), "localhost"));
    }

    /** The frame of a page of a section. */
    public Page page(Section section) {
        return page(Optional.of(section));
    }

    /** The frame of a page of no section. */
    public Page page() {
        return page(Optional.empty());
    }

    private Page page(Optional<Section> section) {
        return new Page(language(), formats(), path(), assets.version(), visitor(), section);
    }

    /** The messages of a room in the visitor's language. */
    public <M> M messages(Class<M> bundle) {
        return MessageBundles.get(bundle, Localized.Literal.of(language().tag()));
    }

    /** A template in the visitor's language. */
    public String render(TemplateInstance template) {
        return template.setLocale(language().locale()).render();
    }

    /** An answer of HTML. */
    public Response html(TemplateInstance template) {
        return html(Response.Status.OK, template).build();
    }

    /** An answer of HTML under another status, for more headers. */
    public Response.ResponseBuilder html(Response.Status status, TemplateInstance template) {
        return Response.status(status).entity(render(template)).type(HTML);
    }

    /**
     * Sends the browser to another page of the console. The path stays relative: a proxy may be known by another name.
     */
    public static Response goTo(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", path)
                .build();
    }

    private @Nullable String acceptLanguage() {
        return context.request().getHeader("Accept-Language");
    }
}
