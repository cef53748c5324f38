package io.postern.server.accessfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.access.permission.Permission;
import io.postern.access.subscription.AllowList;
import io.postern.access.user.LastDay;
import io.postern.server.accessfile.AccessFile.LimitsPart;
import io.postern.server.accessfile.AccessFile.UserPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessFileParserTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("ADMIN_PASSWORD", "correct $1 horse ${HOME}", "HOST", "acme.example", "SHORT", "hunter2");
    private static final String SUBSCRIPTION = "subscription: {munchkinId: 123-ABC-456}\n";

    private final Mistakes mistakes = new Mistakes("f.yaml");

    @Test
    void shouldReadEverythingThatAFileCanSay() {
        // when
        AccessFile file = parse("""
                subscription:
                  name: Acme
                  munchkinId: 123-ABC-456
                  timeZone: Europe/Berlin
                  limits: {dailyCalls: 0, callsPer20Seconds: 7, concurrentCalls: 3}
                  apiAllowList: [10.0.*.*, "2001:db8::/32"]
                  compatibility: {accessTokenInQuery: true, secretsRevealable: False, tokenLifetimeSeconds: 86400}
                workspaces:
                  - name: EMEA
                roles:
                  - name: CRM Sync
                    description: Nightly
                    permissions: [read-write leads, Read-Only Activity]
                users:
                  - email: ada@${HOST}
                    firstName: Ada
                    lastName: "Null"
                    roles: [Admin]
                    password: ${ADMIN_PASSWORD}
                  - email: crm@acme.example
                    apiOnly: true
                    accessExpires: 2027-01-01
                    roles:
                      - role: CRM Sync
                        workspaces: [Default, EMEA]
                services:
                  - displayName: CRM
                    apiOnlyUser: crm@acme.example
                    clientId: 7F3C1C1E-52C1-4b6a-9f0e-1d2c3b4a5f60
                    clientSecret: 0123456789abcdef
                    limits: {dailyCalls: 100, callsPer20Seconds: 0}
                    apiAllowList: [10.1.*.*]
                """);

        // then
        assertThat(mistakes.lines()).isEmpty();
        assertThat(file.subscription().timeZone()).contains(ZoneId.of("Europe/Berlin"));
        assertThat(file.subscription().limits().dailyCalls()).contains(0);
        assertThat(file.subscription().apiAllowList())
                .map(AllowList::toString)
                .contains("enabled [10.0.*.*, 2001:db8::/32]");
        assertThat(file.subscription().compatibility().secretsRevealable()).contains(false);
        assertThat(file.roles().getFirst().permissions().orElseThrow().value())
                .isEqualTo(Set.of(Permission.READ_WRITE_PERSON, Permission.READ_ONLY_ACTIVITY));
        UserPart ada = file.users().getFirst();
        assertThat(ada.name()).isEqualTo("ada@acme.example");
        assertThat(ada.lastName()).contains("Null");
        assertThat(ada.password().orElseThrow().value().text()).isEqualTo("correct $1 horse ${HOME}");
        assertThat(file.users().getLast().accessExpires().orElseThrow().value())
                .isEqualTo(new AccessEnd.Day(new LastDay(LocalDate.of(2027, 1, 1))));
        assertThat(file.users().getLast().roles().orElseThrow().getFirst().at())
                .isEqualTo(new Place(24, "users[1].roles[0]"));
        assertThat(file.services().getFirst().clientId().orElseThrow().value())
                .hasToString("7f3c1c1e-52c1-4b6a-9f0e-1d2c3b4a5f60");
        assertThat(file.services().getFirst().limits())
                .isEqualTo(new LimitsPart(Optional.of(100), Optional.of(0), Optional.empty()));
        assertThat(file.services().getFirst().apiAllowList())
                .map(AllowList::toString)
                .contains("enabled [10.1.*.*]");
    }

    @Test
    void shouldReadBlockAndFlowStyleAlike() {
        // given
        String block = """
                subscription:
                  munchkinId: 123-ABC-456
                  apiAllowList:
                    - 10.0.0.1
                roles:
                  - name: R
                    permissions:
                      - Read-Only Person
                users:
                  - email: a@b.example
                    roles:
                      - role: R
                        workspaces:
                          - Default
                """;
        String flow = """
                {subscription: {munchkinId: 123-ABC-456, apiAllowList: [10.0.0.1]},
                 "roles": [{name: R, permissions: ["Read-Only Person"]}],
                 users: [{email: 'a@b.example', roles: [{role: R, workspaces: [Default]}]}]}
                """;

        // when
        String fromBlock = withoutLines(parse(block));
        String fromFlow = withoutLines(parse(flow));

        // then
        assertThat(mistakes.lines()).isEmpty();
        assertThat(fromFlow).isEqualTo(fromBlock).contains("READ_ONLY_PERSON");
    }

    @Test
    void shouldLeaveOutWhatIsAbsentAndTakeNothingForNothing() {
        // when
        AccessFile file = parse("""
                subscription:
                  munchkinId: 123-ABC-456
                  limits:
                    # dailyCalls: 5
                users:
                """);

        // then
        assertThat(mistakes.lines()).isEmpty();
        assertThat(file.users()).isEmpty();
        assertThat(file.subscription().limits().dailyCalls()).isEmpty();
        assertThat(file.subscription().apiAllowList()).isEmpty();
    }

    @Test
    void shouldReadTheEnvironmentInEveryStyle() {
        // when
        AccessFile file = parse(SUBSCRIPTION + """
                users: [{email: a@${HOST}, reason: ${ADMIN_PASSWORD}}, {email: "b@${HOST}", reason: '${HOST}$ $HOST ${}'}]
                roles:
                  - name: ${HOST}
                    description: >
                      at
                      ${HOST}
                """);

        // then
        assertThat(file.users()).extracting(UserPart::name).containsExactly("a@acme.example", "b@acme.example");
        assertThat(file.users().getFirst().reason()).contains("correct $1 horse ${HOME}");
        assertThat(file.users().getLast().reason()).contains("acme.example$ $HOST ${}");
        assertThat(file.roles().getFirst().description()).contains("at acme.example");
    }

    @Test
    void shouldFollowAnchors() {
        // when
        AccessFile file = parse(SUBSCRIPTION + """
                roles:
                  - {name: A, permissions: &rights [Read-Only Person]}
                  - {name: B, permissions: *rights}
                """);

        // then
        assertThat(mistakes.lines()).isEmpty();
        assertThat(file.roles().getLast().permissions().orElseThrow().value())
                .containsExactly(Permission.READ_ONLY_PERSON);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-01, 2027-01-01T23:00:00Z",
        "2027-06-30, 2027-06-30T22:00:00Z",
        "2027-01-01T08:00:00Z, 2027-01-01T08:00:00Z",
        "2027-01-01T08:00:00.1234567+01:00, 2027-01-01T07:00:00.123456Z"
    })
    void shouldEndADayWithTheDayOfTheZone(String written, Instant expected) {
        assertThat(AccessEnd.parse(written).orElseThrow().in(ZoneId.of("Europe/Berlin")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Never", "never"})
    void shouldKnowAnAccessThatDoesNotEnd(String written) {
        assertThat(AccessEnd.parse(written)).contains(new AccessEnd.Never());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            subscription: [1]                                  | f.yaml:2: subscription: a mapping is expected here, with keys such as 'munchkinId:', not a list
            subscription: {name: A}                            | f.yaml:2: subscription.munchkinId: the munchkinId is missing
            subscription: {munchkinId: 123-abc-456}            | f.yaml:2: subscription.munchkinId: '123-abc-456' is not a Munchkin id
            subscription: {munchkinID: 1}                      | f.yaml:2: subscription: there is no key 'munchkinID'; did you mean 'munchkinId'?
            roles: {name: A}                                   | f.yaml:2: roles: a list is expected here, not a mapping
            roles: [A]                                         | f.yaml:2: roles[0]: a mapping is expected here, with keys such as 'name:', not a text
            roles: [{}]                                        | f.yaml:2: roles[0].name: the key 'name' is missing
            roles: [{name: ''}]                                | f.yaml:2: roles[0].name: The name of a role is missing
            roles: [{name: [A]}]                               | f.yaml:2: roles[0].name: a text is expected here, not a list
            roles: [{name: A}, {name: ' a'}]                   | f.yaml:2: roles[1]: 'a' is a duplicate of roles[0] in line 2
            roles: [{name: A, name: B}]                        | f.yaml:2: roles[0].name: the key 'name' stands in line 2 already
            roles: [{name: A, permissions: }]                  | f.yaml:2: roles[0].permissions: a list is expected here, not nothing; begin each item with '- ', write []
            roles: [{name: A, permissions: [Read-Only Persn]}] | f.yaml:2: roles[0].permissions[0]: there is no permission 'Read-Only Persn'; the closest are 'Read-Only Person', 'Read-Only
            roles: [{name: A, permissions: [Edit Form, edit forms]}] | f.yaml:2: roles[0].permissions[1]: 'edit forms' is a duplicate of roles[0].permissions[0] in line 2
            rolls: []                                          | f.yaml:2: there is no key 'rolls'; did you mean 'roles'?
            whatever: []                                       | f.yaml:2: there is no key 'whatever'; the keys here are subscription, workspaces, roles, users, services
            workspaces: [{name: A, description: b}]            | f.yaml:2: workspaces[0]: there is no key 'description'; the keys here are name
            users: [{email: someone}]                          | f.yaml:2: users[0].email: 'someone' is not an e-mail address such as name@example.com
            users: [{email: a@b.example}, {email: A@B.example}] | f.yaml:2: users[1]: 'A@B.example' is a duplicate of users[0] in line 2
            users: [{email: a@b.example, apiOnly: yes}]        | f.yaml:2: users[0].apiOnly: 'yes' is neither true nor false
            users: [{email: a@b.example, accessExpires: 1.1.27}] | f.yaml:2: users[0].accessExpires: '1.1.27' is not an end of access; write a date (2027-01-01)
            users: [{email: a@b.example, accessExpires: 2027-02-30}] | f.yaml:2: users[0].accessExpires: '2027-02-30' is not an end of access
            users: [{email: a@b.example, password: short}]     | f.yaml:2: users[0].password: a password has 12 to 128 characters
            users: [{email: a@b.example, firstName: '${NO}'}]  | f.yaml:2: users[0].firstName: the environment has no variable NO; set it
            users: [{email: a@b.example, roles: [A, a]}]       | f.yaml:2: users[0].roles[1]: 'a' is a duplicate of users[0].roles[0] in line 2
            users: [{email: a@b.example, roles: [{workspaces: [Default]}]}] | f.yaml:2: users[0].roles[0].role: the role is missing
            users: [{email: a@b.example, roles: [{role: A, workspaces: []}]}] | f.yaml:2: users[0].roles[0].workspaces: name at least one workspace
            users: [{email: a@b.example, roles: [{role: A, workspaces: [X, x]}]}] | f.yaml:2: users[0].roles[0].workspaces[1]: 'x' is a duplicate of users[0].roles[0].workspaces[0]
            services: [{displayName: A, clientId: 1-1-1-1-1}]  | f.yaml:2: services[0].clientId: a client id is a UUID such as
            services: [{displayName: A, clientSecret: tooshort}] | f.yaml:2: services[0].clientSecret: a client secret has 16 to 64 printable ASCII characters
            services: [{displayName: A, clientId: 7f3c1c1e-52c1-4b6a-9f0e-1d2c3b4a5f60}, {displayName: B, clientId: 7F3C1C1E-52c1-4b6a-9f0e-1d2c3b4a5f60}] | f.yaml:2: services[1].clientId: the client id is a duplicate of services[0].clientId in line 2
            ? [a]                                              | f.yaml:2: a key is a text, not a list
            """)
    void shouldTellAMistakeWithItsPlaceAndWhatWouldBeRight(String line, String expected) {
        // given
        String before = line.startsWith("subscription") ? "# only this\n" : SUBSCRIPTION;

        // when
        AccessFileParser.parse(before + line, ENVIRONMENT, mistakes);

        // then
        assertThat(mistakes.lines()).anyMatch(mistake -> mistake.startsWith(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: ' '                                          | subscription.name: The name of the subscription is missing
            timeZone: America/Chicage                          | subscription.timeZone: 'America/Chicage' is not a time zone such as America/Chicago; did you mean 'America/Chicago'
            timeZone: GMT+99                                   | subscription.timeZone: 'GMT+99' is not a time zone
            limits: {dailyCalls: -1}                           | subscription.limits.dailyCalls: '-1' is not a whole number from 0 to 2147483647
            limits: {callsPer20Seconds: 1e3}                   | subscription.limits.callsPer20Seconds: '1e3' is not a whole number
            limits: {concurrentCalls: 2147483648}              | subscription.limits.concurrentCalls: '2147483648' is not a whole number
            limits: [1]                                        | subscription.limits: a mapping is expected here
            apiAllowList: [10.0.0.0/33]                        | subscription.apiAllowList[0]: '10.0.0.0/33' is not an entry of an allow-list
            apiAllowList: [localhost]                          | subscription.apiAllowList[0]: 'localhost' is not an entry of an allow-list
            apiAllowList: [10.0.*.*, 10.0.0.0/16]              | subscription.apiAllowList[1]: '10.0.0.0/16' is a duplicate of subscription.apiAllowList[0]
            apiAllowList: 10.0.0.1                             | subscription.apiAllowList: a list is expected here, not a text
            compatibility: {tokenLifetimeSeconds: 0}           | subscription.compatibility.tokenLifetimeSeconds: '0' is not a whole number from 1 to 86400
            compatibility: {tokenLifetimeSeconds: 86401}       | subscription.compatibility.tokenLifetimeSeconds: '86401' is not a whole number from 1 to 86400
            compatibility: {secretsRevealable: 1}              | subscription.compatibility.secretsRevealable: '1' is neither true nor false
            """)
    void shouldTellAMistakeInASetting(String line, String expected) {
        // when
        AccessFileParser.parse("subscription:\n  munchkinId: 123-ABC-456\n  " + line, ENVIRONMENT, mistakes);

        // then
        assertThat(mistakes.lines()).hasSize(1).allMatch(mistake -> mistake.startsWith("f.yaml:3: " + expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limits: {dailyCalls: -1}                     | limits.dailyCalls: '-1' is not a whole number from 0 to 2147483647
            limits: {concurentCalls: 1}                  | limits: there is no key 'concurentCalls'; did you mean 'concurrentCalls'?
            limits: 5                                    | limits: a mapping is expected here
            limit: {dailyCalls: 1}                       | : there is no key 'limit'; did you mean 'limits'?
            apiAllowlist: [10.0.0.1]                     | : there is no key 'apiAllowlist'; did you mean 'apiAllowList'?
            apiAllowList: [localhost]                    | apiAllowList[0]: 'localhost' is not an entry of an allow-list
            apiAllowList: [10.0.*.*, 10.0.0.0/16]        | apiAllowList[1]: '10.0.0.0/16' is a duplicate of services[0].apiAllowList[0]
            apiAllowList:                                | apiAllowList: a list is expected here, not nothing
            """)
    void shouldTellAMistakeInWhatAServiceIsHeldTo(String line, String expected) {
        // when
        AccessFileParser.parse(SUBSCRIPTION + "services:\n- displayName: A\n  " + line, ENVIRONMENT, mistakes);

        // then
        String path = "f.yaml:4: services[0]" + (expected.startsWith(":") ? "" : ".");
        assertThat(mistakes.lines()).hasSize(1).allMatch(mistake -> mistake.startsWith(path + expected));
    }

    @Test
    void shouldRefuseAnAllowListThatIsTooLong() {
        String entries = IntStream.rangeClosed(0, AllowList.MOST_ENTRIES)
                .mapToObj(each -> "10.0." + each / 256 + "." + each % 256)
                .collect(Collectors.joining(", "));

        AccessFileParser.parse(
                "subscription: {munchkinId: 123-ABC-456, apiAllowList: [" + entries + "]}", ENVIRONMENT, mistakes);

        assertThat(mistakes.lines())
                .singleElement()
                .asString()
                .contains("subscription.apiAllowList: the list has 901 entries; at most 900 are allowed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                          | f.yaml:1: the file is empty
            '# nothing'                                 | f.yaml:1: the file is empty
            'a: b\n---\nc: d'                           | f.yaml:2: this is not YAML as it should be: only one document
            '- a'                                       | f.yaml:1: a mapping is expected here
            'just text'                                 | f.yaml:1: a mapping is expected here
            'a: [b'                                     | f.yaml:1: this is not YAML as it should be: expected ',' or ']'
            'a: b\n  c: d'                              | f.yaml:2: this is not YAML as it should be: mapping values are not allowed here
            'a: b\n\nc: \u0007'                         | f.yaml:3: the character U+0007 is not allowed in YAML
            '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[['  | f.yaml:1: the file is beyond what is read
            """)
    void shouldTellWhereAFileIsNotYaml(String text, String expected) {
        // when
        Optional<AccessFile> file = AccessFileParser.parse(text.translateEscapes(), ENVIRONMENT, mistakes);

        // then
        assertThat(file).isEmpty();
        assertThat(mistakes.lines()).hasSize(1).allMatch(mistake -> mistake.startsWith(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: hunter2",
                "password: *hunter2hunter2",
                "password: !hunter2!hunter2 x",
                "password: ${SHORT}",
                "clientSecret: hunter2",
                "clientId: hunter2-hunter2-hunter2",
                "clientId: {hunter2: x}",
                "email: ${SHORT}",
                "accessExpires: ${SHORT}",
                "apiOnly: ${SHORT}"
            })
    void shouldNotRepeatASecret(String line) {
        // when
        AccessFileParser.parse(
                SUBSCRIPTION + "users:\n  - firstName: A\n    " + line + "\nservices:\n  - displayName: A\n    " + line,
                ENVIRONMENT,
                mistakes);

        // then
        assertThat(mistakes.lines()).isNotEmpty().noneMatch(mistake -> mistake.contains("hunter2"));
    }

    @Test
    void shouldTellAllMistakesInTheOrderOfTheFile() {
        // when
        AccessFileParser.parse("""
                services:
                  - displayName: A
                    clientId: no
                users:
                  - email: no
                roles:
                  - permissions: [No Such Thing, Neither This]
                """, ENVIRONMENT, mistakes);

        // then
        assertThat(mistakes.lines().stream().map(line -> line.split(": ", 3)[0] + " " + line.split(": ", 3)[1]))
                .containsExactly(
                        "f.yaml:1 subscription",
                        "f.yaml:3 services[0].clientId",
                        "f.yaml:5 users[0].email",
                        "f.yaml:7 roles[0].permissions[0]",
                        "f.yaml:7 roles[0].permissions[1]",
                        "f.yaml:7 roles[0].name");
    }

    @Test
    void shouldReadTheExampleWithoutAnyEnvironment() throws IOException {
        // when
        Optional<AccessFile> file =
                AccessFileParser.parse(Files.readString(Path.of("examples/acme.yaml")), Map.of(), mistakes);

        // then
        assertThat(mistakes.lines()).isEmpty();
        assertThat(file.orElseThrow().services()).hasSize(1);
    }

    private AccessFile parse(String text) {
        Optional<AccessFile> file = AccessFileParser.parse(text, ENVIRONMENT, mistakes);
        assertThat(mistakes.lines()).isEmpty();
        return file.orElseThrow();
    }

    private static String withoutLines(AccessFile file) {
        return file.toString()
                .lines()
                .map(line -> line.replaceAll("line=\\d+", ""))
                .collect(Collectors.joining());
    }
}
