package io.postern.console;

import io.postern.access.permission.RequiresNone;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The entrance, the choice of a language, and whatever address nobody else answers. */
@Path("/")
@RunOnVirtualThread
public final class HomeResource {
    private static final int A_YEAR = (int) Duration.ofDays(365).toSeconds();

    private final Visit visit;

    HomeResource(Visit visit) {
        this.visit = visit;
    }

    @GET
    @RequiresNone(because = "it only leads on to a page, which asks")
    public Response home() {
        return Visit.goTo(Stream.of(Section.values())
                .filter(section -> section.isOpenTo(visit.person()))
                .findFirst()
                .orElse(Section.USERS_AND_ROLES)
                .path(visit.person()));
    }

    @POST
    @Path("language")
    @WithoutSignIn
    @RequiresNone(because = "everybody reads the console in their language")
    public Response choose(@FormParam("language") @Nullable String tag, @FormParam("next") @Nullable String next) {
        Language chosen = Language.tagged(tag).orElseGet(visit::language);
        return Response.fromResponse(Visit.goTo(LocalPath.of(next)))
                .cookie(new NewCookie.Builder(Visit.LANGUAGE_COOKIE)
                        .value(chosen.tag())
                        .path("/")
                        .maxAge(A_YEAR)
                        .httpOnly(true)
                        .secure(visit.isEncrypted())
                        .sameSite(NewCookie.SameSite.LAX)
                        .build())
                .build();
    }

    @GET
    @Path("{path:.+}")
    @WithoutSignIn
    @RequiresNone(because = "there is nothing to see")
    public Response unknown() {
        throw new NotFoundException();
    }
}
