package io.postern.console.permissions;

import io.postern.access.operation.Operation;
import io.postern.access.operation.Operations;
import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import io.postern.access.permission.Requires;
import io.postern.console.Page;
import io.postern.console.Section;
import io.postern.console.Visit;
import io.postern.console.roles.PermissionMessages;
import io.postern.insight.advice.CallList;
import io.postern.insight.advice.CallList.Unclear;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The Permission Finder. The form carries what is chosen, and so does the address as far as it fits. */
@Path("/permissions")
@RunOnVirtualThread
public final class FinderResource {
    private final Visit visit;
    private final Operations catalog;

    FinderResource(Visit visit, Operations catalog) {
        this.visit = visit;
        this.catalog = catalog;
    }

    @CheckedTemplate(basePath = "permissions", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance finder(
                Page page, List<OperationGroup> groups, Finding finding, PastedCalls pasted);

        static native TemplateInstance choice(List<OperationGroup> groups, Finding finding, PastedCalls pasted);

        static native TemplateInstance finding(Finding finding);
    }

    @GET
    @Requires(anyOf = Permission.ACCESS_ROLES)
    public Response show(@QueryParam("operation") List<String> ids) {
        Set<Operation> chosen = FinderForm.chosen(catalog, ids);
        return visit.html(Templates.finder(
                visit.page(Section.PERMISSION_FINDER), groups(chosen), finding(chosen), PastedCalls.NONE));
    }

    /** What is ticked has changed. */
    @POST
    @Requires(anyOf = Permission.ACCESS_ROLES)
    public Response find(@BeanParam FinderForm form) {
        Finding finding = finding(form.chosen(catalog));
        return answer(finding, Templates.finding(finding));
    }

    /** Chooses the operations of pasted calls, besides what is chosen already. */
    @POST
    @Path("calls")
    @Requires(anyOf = Permission.ACCESS_ROLES)
    public Response read(@BeanParam FinderForm form) {
        CallList calls = CallList.read(catalog, form.calls());
        Set<Operation> chosen = form.chosen(catalog);
        chosen.addAll(calls.found());
        Finding finding = finding(chosen);
        PastedCalls pasted = PastedCalls.of(form.calls(), calls, this::words);
        return answer(finding, Templates.choice(groups(chosen), finding, pasted));
    }

    private Response answer(Finding finding, TemplateInstance part) {
        return visit.html(Response.Status.OK, part)
                .header("HX-Replace-Url", finding.address())
                .build();
    }

    private Finding finding(Set<Operation> chosen) {
        return Finding.of(catalog, chosen, visit.messages(PermissionMessages.class)::description);
    }

    private List<OperationGroup> groups(Set<Operation> chosen) {
        FinderMessages say = say();
        Function<Operation, String> words = operation -> words(say, operation.permissions());
        return OperationGroup.of(catalog, chosen, words);
    }

    private static String words(FinderMessages say, RequiredPermissions required) {
        return required.groups().stream()
                .map(group -> group.stream()
                        .map(Permission::label)
                        .reduce(say::either)
                        .orElseThrow())
                .reduce(say::both)
                .orElseGet(say::noPermission);
    }

    private String words(Unclear unclear) {
        return switch (unclear) {
            case Unclear.NoOperation(int line, String text) -> say().noOperation(line, text);
            case Unclear.NoVerb(int line, String path, List<String> verbs) ->
                say().noVerb(line, path, verbs.stream().reduce(say()::either).orElseThrow());
            case Unclear.OtherVerb(int line, String path, String verb, List<String> verbs) ->
                say().otherVerb(
                                line,
                                path,
                                verb,
                                verbs.stream().reduce(say()::both).orElseThrow());
        };
    }

    private FinderMessages say() {
        return visit.messages(FinderMessages.class);
    }
}
