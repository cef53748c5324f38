package io.postern.access.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.permission.RequiredPermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteTreeTest {
    private final RouteTree tree = new RouteTree();

    @BeforeEach
    void addOperations() {
        add("GET", "/rest/v1/leads.json");
        add("POST", "/rest/v1/leads.json");
        add("GET", "/rest/v1/leads/describe.json");
        add("GET", "/rest/v1/lead/{leadId}.json");
        add("GET", "/rest/asset/v1/smartCampaigns.json");
        add("POST", "/rest/v1/leads/{id}/merge.json");
        add("POST", "/rest/v1/leads/push.json");
    }

    @Test
    void shouldFindAllVerbsOfAPath() {
        assertThat(match("/rest/v1/leads.json").operations().keySet()).containsExactly("GET", "POST");
    }

    @Test
    void shouldMatchLiteralsWithoutRegardToCaseAndKeepParametersAsSent() {
        assertThat(match("/REST/asset/v1/SMARTcampaigns.JSON").operations()).containsKey("GET");
        assertThat(match("/rest/v1/LEAD/aBc.JSON").values()).containsExactly("aBc");
    }

    @Test
    void shouldPreferLiteralsAndFallBackToParameters() {
        assertThat(match("/rest/v1/leads/push.json").operations()).containsKey("POST");
        assertThat(match("/rest/v1/leads/7/merge.json").values()).containsExactly("7");
    }

    @Test
    void shouldNotMatchWhatIsNotThere() {
        assertThat(tree.match("/rest/v1/lead/.json")).isNull();
        assertThat(tree.match("/rest/v1/leads.json/")).isNull();
        assertThat(tree.match("/rest/v1")).isNull();
        assertThat(tree.match("/")).isNull();
    }

    private RouteMatch match(String path) {
        return Objects.requireNonNull(tree.match(path), path);
    }

    private void add(String method, String path) {
        tree.add(new Operation(
                method + " " + path,
                "label",
                "Group",
                new Route(method, path),
                RequiredPermissions.NONE,
                Optional.empty(),
                new Operation.Work(BodyKind.NONE, Duration.ofSeconds(30), true),
                new Signature(List.of(), Optional.empty(), "string")));
    }
}
