package io.postern.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.access.operation.Operation;
import io.postern.access.operation.Operations;
import io.postern.testing.Api;
import io.postern.testing.Api.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document at {@code /q/openapi}, read by a parser that is not ours. */
@QuarkusTest
class OpenApiTest {
    @Inject
    Operations operations;

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi", "/q/openapi?format=yaml"})
    void shouldBeAValidDocument(String address) {
        SwaggerParseResult read = new OpenAPIV3Parser()
                .readContents(Api.send(Api.request(address)).response().body());

        assertThat(read.getMessages()).isEmpty();
        OpenAPI document = read.getOpenAPI();
        assertThat(document.getOpenapi()).startsWith("3.1");
        assertThat(document.getPaths()).isNotEmpty();
    }

    @Test
    void shouldHaveEveryOperationThatIsAnsweredAndNoOther() {
        JsonNode paths = Api.send(Api.request("/q/openapi")).json().path("paths");

        for (Operation operation : operations.answered()) {
            JsonNode described =
                    paths.path(operation.path()).path(operation.method().toLowerCase(Locale.ROOT));
            assertThat(described.path("operationId").asText()).isEqualTo(operation.id());
            assertThat(described.path("tags").path(0).asText()).isEqualTo(operation.group());
        }
        long described = Stream.of("get", "post", "delete")
                .mapToLong(verb -> paths.findValues(verb).size())
                .sum();
        assertThat(described).isEqualTo(operations.answered().size());
    }

    @Test
    void shouldTellWhatAnOperationAsksForAndTakes() {
        Answer answer = Api.send(Api.request("/q/openapi"));
        JsonNode sync = answer.json().path("paths").path("/rest/v1/leads.json").path("post");

        assertThat(sync.path("x-permissions").path(0).path(0).asText()).isEqualTo("Read-Write Person");
        assertThat(sync.path("security").path(0).has("token")).isTrue();
        assertThat(sync.path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("schema")
                        .path("$ref")
                        .asText())
                .isEqualTo("#/components/schemas/SyncLeadRequest");
        assertThat(answer.json()
                        .at("/components/schemas/SyncLeadRequest/required/0")
                        .asText())
                .isEqualTo("input");
        assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/json;charset=UTF-8");
    }

    @Test
    void shouldHaveASchemaForEveryNameThatIsReferredTo() {
        Answer answer = Api.send(Api.request("/q/openapi"));
        List<String> references = answer.json().findValuesAsText("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                answer.json().at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }
}
