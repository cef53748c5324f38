package io.postern.console.signin;

import io.postern.access.permission.RequiresNone;
import io.postern.access.rule.RuleViolation;
import io.postern.access.session.FirstAdministrator;
import io.postern.access.session.Sessions;
import io.postern.access.session.SignIn;
import io.postern.access.session.SignInOutcome.NotActive;
import io.postern.access.session.SignInOutcome.NotKnown;
import io.postern.access.session.SignInOutcome.SignedIn;
import io.postern.access.session.SignInOutcome.TooMany;
import io.postern.access.user.PasswordRule;
import io.postern.console.FormErrors;
import io.postern.console.LocalPath;
import io.postern.console.Page;
import io.postern.console.Visit;
import io.postern.console.WithoutSignIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pages before anybody is signed in, and the way out. */
@Path("/")
@RunOnVirtualThread
public final class SignInResource {
    private static final String NOBODY_YET = "nobody is signed in yet";

    private final Visit visit;
    private final SignIn signIn;
    private final FirstAdministrator setUp;
    private final InstantSource clock;

    SignInResource(Visit visit, SignIn signIn, FirstAdministrator setUp, InstantSource clock) {
        this.visit = visit;
        this.signIn = signIn;
        this.setUp = setUp;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "signin", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance signIn(Page page, String email, String action, String error);

        static native TemplateInstance setUp(
                Page page, String token, SetUpForm form, FormErrors errors, String passwordRule);

        static native TemplateInstance setUpUsed(Page page);
    }

    @GET
    @Path("signin")
    @WithoutSignIn
    @RequiresNone(because = NOBODY_YET)
    public Response signInPage(@QueryParam("next") @Nullable String next) {
        return visit.visitor().isPresent()
                ? Visit.goTo(LocalPath.of(next))
                : visit.html(Templates.signIn(visit.page(), "", LocalPath.signIn(LocalPath.of(next)), ""));
    }

    /** The address keeps where to go after sign-in, also when the visitor changes the language after a mistake. */
    @POST
    @Path("signin")
    @WithoutSignIn
    @RequiresNone(because = NOBODY_YET)
    public Response signIn(
            @FormParam("email") @Nullable String email,
            @FormParam("password") @Nullable String password,
            @QueryParam("next") @Nullable String next) {
        String login = Objects.requireNonNullElse(email, "");
        SignInMessages say = messages();
        return switch (signIn.attempt(login, Objects.requireNonNullElse(password, ""), visit.address())) {
            case SignedIn in -> withSession(in, LocalPath.of(next));
            case NotKnown unknown -> refused(login, next, say.notKnown(), Response.Status.UNAUTHORIZED);
            case NotActive inactive -> refused(login, next, say.notActive(), Response.Status.FORBIDDEN);
            case TooMany tooMany ->
                refused(
                        login,
                        next,
                        say.tooMany(1 + clock.instant().until(tooMany.next()).toSeconds()),
                        Response.Status.TOO_MANY_REQUESTS);
        };
    }

    @POST
    @Path("signout")
    @RequiresNone(because = "everybody may leave")
    public Response signOut(@CookieParam(Sessions.COOKIE) String session) {
        signIn.signOut(session, visit.address());
        return Response.fromResponse(Visit.goTo("/signin"))
                .cookie(cookie("").maxAge(0).build())
                .build();
    }

    @GET
    @Path("setup")
    @WithoutSignIn
    @RequiresNone(because = NOBODY_YET)
    public Response setUpPage(@QueryParam("token") @Nullable String token) {
        String given = Objects.requireNonNullElse(token, "");
        return setUp.waiting(given)
                .map(SetUpForm::of)
                .map(form -> form(given, form, visit.errors(), Response.Status.OK))
                .orElseGet(this::used);
    }

    @POST
    @Path("setup")
    @WithoutSignIn
    @RequiresNone(because = NOBODY_YET)
    public Response setUp(@QueryParam("token") @Nullable String token, @BeanParam SetUpForm form) {
        String given = Objects.requireNonNullElse(token, "");
        if (setUp.waiting(given).isEmpty()) {
            return used();
        }
        FormErrors errors = visit.errors();
        form.check(errors, passwordRule(), messages().munchkinIdRule());
        if (errors.isEmpty()) {
            try {
                return setUp.complete(given, form.choice(), visit.address())
                        .map(in -> withSession(in, "/"))
                        .orElseGet(this::used);
            } catch (RuleViolation violation) {
                form.note(errors, violation);
            }
        }
        return form(given, form, errors, Response.Status.BAD_REQUEST);
    }

    private Response refused(String login, @Nullable String next, String text, Response.Status status) {
        return visit.html(status, Templates.signIn(visit.page(), login, LocalPath.signIn(LocalPath.of(next)), text))
                .build();
    }

    private Response form(String token, SetUpForm form, FormErrors errors, Response.Status status) {
        return visit.html(status, Templates.setUp(visit.page(), token, form, errors, passwordRule()))
                .build();
    }

    private String passwordRule() {
        return messages().passwordRule(PasswordRule.SHORTEST, PasswordRule.LONGEST);
    }

    private Response used() {
        return visit.html(Response.Status.NOT_FOUND, Templates.setUpUsed(visit.page()))
                .build();
    }

    private Response withSession(SignedIn in, String next) {
        return Response.fromResponse(Visit.goTo(next))
                .cookie(cookie(in.sessionId()).build())
                .build();
    }

    /** Scripts cannot read it, and other sites cannot make the browser send it with a form of theirs. */
    private NewCookie.Builder cookie(String value) {
        return new NewCookie.Builder(Sessions.COOKIE)
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(visit.isEncrypted())
                .sameSite(NewCookie.SameSite.LAX);
    }

    private SignInMessages messages() {
        return visit.messages(SignInMessages.class);
    }
}
