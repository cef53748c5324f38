package io.postern.console;

import io.postern.access.permission.RequiredPermissions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateEnum;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** Pages that say what went wrong and what to do; for a part of a page, the same as a toast. */
@Singleton
public final class ErrorPages {
    private final Visit visit;

    ErrorPages(Visit visit) {
        this.visit = visit;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance errorPage(Page page, Problem problem, String detail);

        static native TemplateInstance errorToast(Problem problem, String detail);
    }

    /** What went wrong, as the page words it. */
    @TemplateEnum
    public enum Problem {
        /** The permission is missing; detail: its name. */
        NOT_PERMITTED,
        /** The address, or what it speaks of, is not there. */
        NOT_FOUND,
        /** The request did not come from a page of this server. */
        FOREIGN,
        /** The request is larger than any form. */
        TOO_LARGE,
        /** The request cannot be read. */
        BAD_REQUEST,
        /** The database cannot be reached at the moment. */
        UNAVAILABLE,
        /** The server was not reached. The page itself says so, because no answer has come. */
        UNREACHABLE,
        /** A fault of this server; detail: the request id that is in the log. */
        FAULT
    }

    /** Says which permission is missing. */
    public Response notPermitted(RequiredPermissions required) {
        return answer(Response.Status.FORBIDDEN, Problem.NOT_PERMITTED, required.toString());
    }

    Response foreign() {
        return answer(Response.Status.FORBIDDEN, Problem.FOREIGN, "");
    }

    /** The page for a status that somebody else has decided on. */
    String page(int status, String detail) {
        return visit.render(Templates.errorPage(visit.page(), problem(status), detail));
    }

    private Response answer(Response.Status status, Problem problem, String detail) {
        return visit.isForAPart()
                ? toast(Response.status(status), problem, detail).build()
                : visit.html(status, Templates.errorPage(visit.page(), problem, detail))
                        .build();
    }

    private Response.ResponseBuilder toast(Response.ResponseBuilder answer, Problem problem, String detail) {
        return answer.header("HX-Retarget", "#toasts")
                .header("HX-Reswap", "beforeend")
                .type("text/html;charset=UTF-8")
                .entity(visit.render(Templates.errorToast(problem, detail)));
    }

    /** The answer for a status that somebody else has decided on. */
    Response of(int status, String detail) {
        return answer(Response.Status.fromStatusCode(status), problem(status), detail);
    }

    private static Problem problem(int status) {
        return switch (status) {
            case 403 -> Problem.NOT_PERMITTED;
            case 404, 405 -> Problem.NOT_FOUND;
            case 413 -> Problem.TOO_LARGE;
            case 503 -> Problem.UNAVAILABLE;
            default -> status >= 500 ? Problem.FAULT : Problem.BAD_REQUEST;
        };
    }
}
