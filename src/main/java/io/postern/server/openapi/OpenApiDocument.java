package io.postern.server.openapi;

import io.postern.access.operation.Operation;
import io.postern.access.operation.Operations;
import io.postern.access.operation.Signature;
import io.postern.access.permission.Permission;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/**
 * The operations that this server answers, as a document of OpenAPI 3.1. Made once, from the table of operations. Thread safe.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI Specification 3.1.1</a>
 */
@Singleton
final class OpenApiDocument {
    private static final String VERSION = "3.1.0";
    private static final String JSON = "application/json";
    private static final String SECURITY = "token";

    /** What an operation asks for, as groups of which one permission each is needed. */
    private static final String PERMISSIONS = "x-permissions";

    private final SchemaTable schemas = new SchemaTable();
    private final Operations operations;
    private @Nullable SmallRyeOpenAPI made;

    OpenApiDocument(Operations operations) {
        this.operations = operations;
    }

    String json() {
        return document().toJSON();
    }

    String yaml() {
        return document().toYAML();
    }

    /** Made when somebody asks for it first, for most servers are never asked. */
    private synchronized SmallRyeOpenAPI document() {
        @Nullable SmallRyeOpenAPI known = made;
        if (known == null) {
            known = SmallRyeOpenAPI.builder()
                    .withInitialModel(model(operations.answered()))
                    .enableModelReader(false)
                    .enableStandardStaticFiles(false)
                    .enableStandardFilter(false)
                    .enableAnnotationScan(false)
                    .build();
            made = known;
        }
        return known;
    }

    private OpenAPI model(List<Operation> operations) {
        Deque<String> named = new ArrayDeque<>();
        Paths paths = OASFactory.createPaths();
        Map<String, PathItem> items = new TreeMap<>();
        Set<String> groups = new TreeSet<>();
        for (Operation operation : operations) {
            groups.add(operation.group());
            items.computeIfAbsent(operation.path(), path -> OASFactory.createPathItem())
                    .setOperation(PathItem.HttpMethod.valueOf(operation.method()), describe(operation, named));
        }
        items.forEach(paths::addPathItem);
        OpenAPI model = OASFactory.createOpenAPI()
                .openapi(VERSION)
                .info(OASFactory.createInfo()
                        .title("Postern")
                        .version("1")
                        .description("The operations of the Marketo Engage REST API that this server answers."))
                .paths(paths)
                .components(components(named));
        groups.forEach(group -> model.addTag(OASFactory.createTag().name(group)));
        return model;
    }

    private Components components(Deque<String> named) {
        Map<String, Schema> all = new TreeMap<>();
        while (!named.isEmpty()) {
            String name = named.pop();
            if (!all.containsKey(name)) {
                schemas.ofName(name, named).ifPresent(schema -> all.put(name, schema));
            }
        }
        return OASFactory.createComponents()
                .schemas(all)
                .addSecurityScheme(
                        SECURITY,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.OAUTH2)
                                .flows(OASFactory.createOAuthFlows()
                                        .clientCredentials(OASFactory.createOAuthFlow()
                                                .tokenUrl("/identity/oauth/token")
                                                .scopes(Map.of()))));
    }

    private org.eclipse.microprofile.openapi.models.Operation describe(Operation operation, Deque<String> named) {
        org.eclipse.microprofile.openapi.models.Operation described = OASFactory.createOperation()
                .operationId(operation.id())
                .summary(operation.label())
                .addTag(operation.group())
                .responses(OASFactory.createAPIResponses().addAPIResponse("200", answer(operation, named)));
        if (operation.authenticated()) {
            described
                    .description("Needs " + operation.permissions() + ".")
                    .addSecurityRequirement(
                            OASFactory.createSecurityRequirement().addScheme(SECURITY))
                    .addExtension(
                            PERMISSIONS,
                            operation.permissions().groups().stream()
                                    .map(group -> group.stream()
                                            .map(Permission::label)
                                            .toList())
                                    .toList());
        }
        for (Signature.Parameter parameter : operation.signature().parameters()) {
            described.addParameter(parameter(parameter, named));
        }
        operation
                .signature()
                .body()
                .ifPresent(body -> described.requestBody(OASFactory.createRequestBody()
                        .required(body.required())
                        .content(content(body.mediaType(), body(body, named)))));
        return described;
    }

    private Parameter parameter(Signature.Parameter parameter, Deque<String> named) {
        Parameter described = OASFactory.createParameter()
                .name(parameter.name())
                .in(
                        switch (parameter.place()) {
                            case PATH -> Parameter.In.PATH;
                            case QUERY -> Parameter.In.QUERY;
                            case HEADER -> Parameter.In.HEADER;
                        })
                .required(parameter.required())
                .schema(schemas.ofType(parameter.type(), named));
        // lists are sent as one value with commas
        return parameter.type().startsWith("array[") && parameter.place() == Signature.Place.QUERY
                ? described.style(Parameter.Style.FORM).explode(false)
                : described;
    }

    private Schema body(Signature.Body body, Deque<String> named) {
        if (!body.schema().isEmpty()
                && schemas.ofName(body.schema(), new ArrayDeque<>()).isPresent()) {
            return schemas.ofType(body.schema(), named);
        }
        Map<String, Schema> members = new LinkedHashMap<>();
        body.members()
                .forEach(member -> members.put(
                        member.name(),
                        body.mediaType().equals(JSON) ? OASFactory.createSchema() : SchemaTable.of(SchemaType.STRING)));
        List<String> required = body.members().stream()
                .filter(Signature.Member::required)
                .map(Signature.Member::name)
                .toList();
        Schema schema = SchemaTable.of(SchemaType.OBJECT).properties(members);
        return required.isEmpty() ? schema : schema.required(required);
    }

    private APIResponse answer(Operation operation, Deque<String> named) {
        APIResponse response = OASFactory.createAPIResponse().description("The answer, also where it is an error");
        Optional<Schema> schema = Stream.of(operation.signature().answer())
                .filter(answer -> !answer.equals("-"))
                .map(answer -> schemas.ofType(answer, named))
                .findFirst();
        return schema.map(body -> response.content(content(JSON, body))).orElse(response);
    }

    private static Content content(String mediaType, Schema schema) {
        return OASFactory.createContent()
                .addMediaType(mediaType, OASFactory.createMediaType().schema(schema));
    }
}
