package io.postern.server.accessfile;

import static io.postern.server.accessfile.AccessFileDatabase.APPLIER;
import static io.postern.server.accessfile.AccessFileDatabase.AUDIT;
import static io.postern.server.accessfile.AccessFileDatabase.CHANGES;
import static io.postern.server.accessfile.AccessFileDatabase.CLOCK;
import static io.postern.server.accessfile.AccessFileDatabase.FOLDER;
import static io.postern.server.accessfile.AccessFileDatabase.PASSWORDS;
import static io.postern.server.accessfile.AccessFileDatabase.RANDOM;
import static io.postern.server.accessfile.AccessFileDatabase.SERVICES;
import static io.postern.server.accessfile.AccessFileDatabase.STORE;
import static io.postern.server.accessfile.AccessFileDatabase.USERS;
import static io.postern.server.accessfile.AccessFileDatabase.VAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postern.access.customservice.ClientSecretStore;
import io.postern.access.customservice.ClientSecrets;
import io.postern.access.customservice.CustomService;
import io.postern.access.customservice.CustomServiceStore;
import io.postern.access.customservice.SecretUses;
import io.postern.access.customservice.StoredSecret;
import io.postern.access.permission.Caller;
import io.postern.access.permission.Permission;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.Role;
import io.postern.access.role.RoleStore;
import io.postern.access.subscription.Limits;
import io.postern.access.subscription.MunchkinId;
import io.postern.access.subscription.Subscription;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.subscription.Workspace;
import io.postern.access.user.User;
import io.postern.access.user.UserStore;
import io.postern.foundation.audit.AuditEntry;
import io.postern.server.accessfile.AccessFileApplier.Applied;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

class AccessFileApplierTest {
    private static final String PASSWORD = "a password that is long";
    private static final String SECRET = "a-secret-of-the-file";

    @TempDir
    Path directory;

    private MunchkinId id = MunchkinId.random(RANDOM);
    private String host = "";

    @BeforeEach
    void takeAFreshSubscription() {
        id = MunchkinId.random(RANDOM);
        host = id.value().toLowerCase(Locale.ROOT) + ".example";
    }

    private String acme() {
        return """
                subscription:
                  name: Acme
                  munchkinId: %s
                  timeZone: Europe/Berlin
                workspaces:
                  - name: EMEA
                roles:
                  - name: CRM Sync
                    description: Nightly
                    permissions: [Read-Write Person, Edit Form]
                users:
                  - email: ada@%s
                    firstName: Ada
                    lastName: Admin
                    roles: [Admin]
                    password: ${PASSWORD}
                  - email: crm@%s
                    firstName: CRM
                    lastName: Sync
                    apiOnly: true
                    reason: Nightly
                    accessExpires: 2027-01-01
                    roles:
                      - Standard User
                      - role: CRM Sync
                        workspaces: [Default, emea]
                services:
                  - displayName: CRM
                    description: Nightly
                    apiOnlyUser: crm@%s
                    clientSecret: ${SECRET}
                """.formatted(id, host, host, host);
    }

    @Test
    void shouldMakeEverythingThatAFileNames() {
        // when
        Applied applied = apply(acme());

        // then
        assertThat(applied.changed()).isTrue();
        assertThat(applied.secretsFile()).isEmpty();
        assertThat(subscription().id()).isEqualTo(applied.subscriptionId());
        assertThat(subscription().settings().timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(subscription().settings().limits()).isEqualTo(Limits.DEFAULT);
        Role role = role("CRM Sync");
        assertThat(role.permissions())
                .containsExactlyInAnyOrder(
                        Permission.ACCESS_API,
                        Permission.READ_WRITE_PERSON,
                        Permission.ACCESS_DESIGN_STUDIO,
                        Permission.ACCESS_FORM,
                        Permission.EDIT_FORM);
        User ada = user("ada");
        assertThat(ada.hasPassword()).isTrue();
        assertThat(PASSWORDS.matches(PASSWORD, passwordHash(ada))).isTrue();
        assertThat(ada.assignments()).containsExactly(new Assignment(1, WorkspacePermissions.ALL));
        User crm = user("crm");
        assertThat(crm.apiOnly()).isTrue();
        assertThat(crm.reason()).isEqualTo("Nightly");
        assertThat(crm.accessExpiresAt()).isEqualTo(Instant.parse("2027-01-01T23:00:00Z"));
        assertThat(crm.assignments())
                .containsExactlyInAnyOrder(
                        new Assignment(2, WorkspacePermissions.ALL),
                        new Assignment(role.id(), Workspace.DEFAULT),
                        new Assignment(role.id(), workspace("EMEA").id()));
        assertThat(service("CRM").userId()).isEqualTo(crm.id());
        assertThat(hasSecret("CRM", SECRET)).isTrue();
        assertThat(audit()).isNotEmpty().allMatch(entry -> entry.actor().equals("access file"));
        assertThat(audit().toString()).doesNotContain(PASSWORD, SECRET);
    }

    @Test
    void shouldChangeNothingTheSecondTime() {
        // given
        apply(acme());
        long version = subscription().accessVersion();
        int entries = audit().size();

        // when
        Applied again = apply(acme());

        // then
        assertThat(again.changed()).isFalse();
        assertThat(subscription().accessVersion()).isEqualTo(version);
        assertThat(audit()).hasSize(entries);
    }

    @Test
    void shouldFindObjectsWithoutRegardToCaseAndLeaveAloneWhatIsNotNamed() {
        // given
        apply(acme());
        long version = subscription().accessVersion();

        // when
        Applied again = apply("""
                subscription: {munchkinId: %s}
                workspaces: [{name: emea}]
                roles: [{name: crm sync}, {name: admin}]
                users: [{email: CRM@%s}]
                services: [{displayName: crm}]
                """.formatted(id, host));

        // then
        assertThat(again.changed()).isFalse();
        assertThat(subscription().accessVersion()).isEqualTo(version);
        assertThat(subscription().settings().name()).isEqualTo("Acme");
    }

    @Test
    void shouldReplaceListsThatAreNamed() {
        // given
        apply(acme());

        // when
        Applied applied = apply("""
                subscription: {munchkinId: %s, apiAllowList: [10.0.*.*], limits: {dailyCalls: 0}}
                roles: [{name: CRM Sync, permissions: [Read-Only Activity]}]
                users: [{email: crm@%s, accessExpires: never, roles: []}]
                services: [{displayName: CRM, description: ''}]
                """.formatted(id, host));

        // then
        assertThat(applied.changed()).isTrue();
        assertThat(subscription().settings().apiAllowList()).hasToString("enabled [10.0.*.*]");
        assertThat(subscription().settings().limits()).isEqualTo(new Limits(0, 100, 10));
        assertThat(role("CRM Sync").permissions())
                .containsExactlyInAnyOrder(Permission.ACCESS_API, Permission.READ_ONLY_ACTIVITY);
        assertThat(role("CRM Sync").description()).isEqualTo("Nightly");
        assertThat(user("crm").assignments()).isEmpty();
        assertThat(user("crm").accessExpiresAt()).isNull();
        assertThat(user("crm").reason()).isEqualTo("Nightly");
        assertThat(service("CRM").description()).isEmpty();
    }

    @Test
    void shouldHoldAServiceToWhatIsNamedAndLeaveTheRestAlone() {
        // given
        String restricted =
                acme() + "    limits: {dailyCalls: 500, concurrentCalls: 2}\n    apiAllowList: [10.0.0.0/8]\n";

        // when
        apply(restricted);

        // then
        assertThat(service("CRM").limits()).isEqualTo(new Limits(500, 0, 2));
        assertThat(service("CRM").apiAllowList()).hasToString("enabled [10.0.0.0/8]");
        assertThat(apply(restricted).changed()).isFalse();
        assertThat(apply(acme()).changed()).as("what is not named stays").isFalse();

        apply("""
                subscription: {munchkinId: %s}
                services: [{displayName: CRM, limits: {dailyCalls: 0, callsPer20Seconds: 5}}]
                """.formatted(id));
        assertThat(service("CRM").limits()).isEqualTo(new Limits(0, 5, 2));
        assertThat(service("CRM").apiAllowList()).hasToString("enabled [10.0.0.0/8]");

        apply("""
                subscription: {munchkinId: %s}
                services: [{displayName: CRM, apiAllowList: []}]
                """.formatted(id));
        assertThat(service("CRM").limits()).isEqualTo(new Limits(0, 5, 2));
        assertThat(service("CRM").apiAllowList()).hasToString("disabled []");
        assertThat(audit().stream().map(AuditEntry::action).filter("service.restrict"::equals))
                .hasSize(3);
    }

    @Test
    void shouldUsePasswordAndSecretOnlyWhenTheObjectIsMade() {
        // given
        apply(acme());

        // when
        Applied again = apply(acme(), Map.of("PASSWORD", "another password", "SECRET", "another-secret-of-it"));

        // then
        assertThat(again.changed()).isFalse();
        assertThat(PASSWORDS.matches(PASSWORD, passwordHash(user("ada")))).isTrue();
        assertThat(hasSecret("CRM", SECRET)).isTrue();
        assertThat(hasSecret("CRM", "another-secret-of-it")).isFalse();
    }

    @Test
    void shouldLeaveARotatedSecretAndWhatIsDisabledAlone() {
        apply(acme());
        int subscription = subscription().id();
        CustomService crm = service("CRM");
        ClientSecrets secrets = new ClientSecrets(SERVICES, VAULT, RANDOM, STORE, new SecretUses(STORE), CLOCK);
        String rotated = CHANGES.apply(new Caller.System("test"), subscription, change -> {
                    SERVICES.disable(change, crm.id());
                    USERS.disable(change, crm.userId());
                    return secrets.rotate(change, crm.id(), Duration.ZERO);
                })
                .text();
        int entries = audit().size();

        apply(acme());

        assertThat(hasSecret("CRM", SECRET)).isFalse();
        assertThat(hasSecret("CRM", rotated)).isTrue();
        assertThat(service("CRM").disabledAt()).isNotNull();
        assertThat(audit()).as("nothing was changed").hasSize(entries);
    }

    @Test
    void shouldWriteGeneratedSecretsToAPrivateFile() throws IOException {
        // given
        String users = """
                subscription: {munchkinId: %s}
                users: [{email: crm@%s, firstName: A, lastName: B, apiOnly: true}]
                services:
                  - {displayName: "One: \\"a\\"", apiOnlyUser: crm@%s}
                """.formatted(id, host, host);
        Path first = apply(users).secretsFile().orElseThrow();

        // when
        Path file = apply(users + "  - {displayName: Two, apiOnlyUser: crm@" + host + "}\n")
                .secretsFile()
                .orElseThrow();

        // then
        assertThat(file).isEqualTo(first).hasFileName("access-secrets-" + id + ".yaml");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        List<Map<String, String>> entries = new Yaml().load(Files.readString(file));
        assertThat(entries).extracting(entry -> entry.get("displayName")).containsExactly("One: \"a\"", "Two");
        assertThat(entries.getFirst())
                .containsEntry("clientId", service("One: \"a\"").clientId().toString());
        assertThat(hasSecret("One: \"a\"", String.valueOf(entries.getFirst().get("clientSecret"))))
                .isTrue();
        assertThat(hasSecret("Two", String.valueOf(entries.getLast().get("clientSecret"))))
                .isTrue();
        assertThat(apply(users).secretsFile()).isEmpty();
    }

    @Test
    void shouldNotKeepACopyOfASecretWhenTheFileSwitchesThatOff() {
        // given
        apply("subscription: {munchkinId: %s}".formatted(id));

        // when
        apply(acme().replace("  name: Acme", "  name: Acme\n  compatibility: {secretsRevealable: false}"));

        // then
        long sealed = STORE.with(handle -> handle.createQuery("""
                        SELECT count(sealed) FROM client_secret WHERE service_id = :service
                        """)
                .bind("service", service("CRM").id())
                .mapTo(Long.class)
                .one());
        assertThat(sealed).isZero();
    }

    @Test
    void shouldApplyTheExampleWithoutAnyEnvironment() {
        // given
        Path example = Path.of("examples", "acme.yaml");
        APPLIER.apply(example, Map.of(), FOLDER);

        // when
        Applied again = APPLIER.apply(example, Map.of(), FOLDER);

        // then
        assertThat(again.changed()).isFalse();
        assertThat(again.secretsFile()).isEmpty();
    }

    @Test
    void shouldNameANewSubscriptionThatHasNoName() {
        // when
        apply("subscription: {munchkinId: %s}".formatted(id));

        // then
        assertThat(subscription().settings().name()).isEqualTo("Postern");
    }

    @Test
    void shouldReplaceTheLastAdminInOneFileInAnyOrder() {
        // given
        apply(acme());

        // when
        apply("""
                subscription: {munchkinId: %s}
                users:
                  - {email: ada@%s, roles: [Standard User]}
                  - {email: eve@%s, firstName: Eve, lastName: E, roles: [Admin], password: ${PASSWORD}}
                """.formatted(id, host, host));

        // then
        assertThat(user("ada").assignments()).containsExactly(new Assignment(2, WorkspacePermissions.ALL));
    }

    @Test
    void shouldApplyOnceWhatTwoServersApplyAtOnce() throws Exception {
        // given
        Path file = Files.writeString(directory.resolve("access.yaml"), acme());
        Callable<Applied> application =
                () -> APPLIER.apply(file, Map.of("PASSWORD", PASSWORD, "SECRET", SECRET), FOLDER);

        // when
        List<Applied> applied;
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            applied = pool.invokeAll(List.of(application, application)).stream()
                    .map(Future::resultNow)
                    .toList();
        }

        // then
        assertThat(applied).extracting(Applied::changed).containsExactlyInAnyOrder(true, false);
        assertThat(applied)
                .extracting(Applied::subscriptionId)
                .containsOnly(subscription().id());
        assertThat(audit())
                .filteredOn(entry -> entry.action().equals("subscription.create"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            users: [{email: x@H, lastName: B}]                           | users[0].firstName: the first name of a new user is missing
            users: [{email: x@H, firstName: B}]                          | users[0].lastName: the last name of a new user is missing
            users: [{email: ada@H, apiOnly: true}]                       | users[0].apiOnly: 'ada@H' is a person and stays one; write apiOnly: false
            users: [{email: crm@H, apiOnly: false}]                      | users[0].apiOnly: 'crm@H' is an API-only user and stays one
            users: [{email: crm@H, password: 'twelve letters'}]          | users[0].password: an API-only user does not sign in
            users: [{email: x@H, firstName: A, lastName: B, apiOnly: true, password: 'twelve letters'}] | users[0].password: an API-only user
            users: [{email: crm@H, accessExpires: 2026-03-09}]           | users[0].accessExpires: access would have ended at 2026-03-09T23:00:00Z already
            users: [{email: crm@H, accessExpires: 2026-03-10T12:00:00Z}] | users[0].accessExpires: access would have ended at 2026-03-10T12:00:00Z already
            users: [{email: crm@H, roles: [CRM Sink]}]                   | users[0].roles[0]: there is no role 'CRM Sink', neither in this file nor in the subscription; did you mean 'CRM Sync'?
            users: [{email: crm@H, roles: [{role: CRM Sync, workspaces: [EMEO]}]}] | users[0].roles[0].workspaces[0]: there is no workspace 'EMEO', neither in this file nor in the subscription; did you mean 'EMEA'?
            users: [{email: crm@H, roles: [{role: admin, workspaces: [EMEA]}]}] | users[0].roles[0].workspaces: the role 'admin' can be held for all workspaces only
            users: [{email: ada@H, roles: []}]                           | users[0]: At least one active Admin
            users: [{email: ada@H, accessExpires: 2030-01-01}]           | users[0]: At least one active Admin
            roles: [{name: Admin, permissions: [Access Users]}]          | roles[0].permissions: the permissions of the role Admin cannot be changed
            roles: [{name: Admin, description: Boss}]                    | roles[0].description: the description of the role Admin cannot be changed
            services: [{displayName: New}]                               | services[0].apiOnlyUser: the owner of a new service is missing
            services: [{displayName: New, apiOnlyUser: crn@H}]           | services[0].apiOnlyUser: there is no user 'crn@H', neither in this file nor in the subscription; did you mean 'crm@H'?
            services: [{displayName: New, apiOnlyUser: ada@H}]           | services[0].apiOnlyUser: 'ada@H' is a person; a custom service belongs to a user with apiOnly: true
            services: [{displayName: CRM, clientId: 7f3c1c1e-52c1-4b6a-9f0e-1d2c3b4a5f60}] | services[0].clientId: the service has the client id
            services: [{displayName: New, apiOnlyUser: crm@H, clientId: C}] | services[0].clientId: the client id C belongs to another service
            """)
    void shouldTellWhatDoesNotFitTheSubscription(String line, String expected) {
        // given
        apply(acme());
        long version = subscription().accessVersion();
        String clientId = service("CRM").clientId().toString();
        String text = "subscription: {munchkinId: " + id + ", name: Other}\n"
                + line.replace("@H", "@" + host).replace("clientId: C}", "clientId: " + clientId + "}");

        // when
        AccessFileInvalid invalid = catchThrowableOfType(AccessFileInvalid.class, () -> apply(text));

        // then
        String wanted = expected.replace("@H", "@" + host).replace(" id C ", " id " + clientId + " ");
        assertThat(invalid.lines())
                .hasSize(1)
                .allMatch(mistake -> mistake.startsWith(directory.resolve("access.yaml") + ":2: " + wanted));
        assertThat(subscription().accessVersion()).isEqualTo(version);
        assertThat(subscription().settings().name()).isEqualTo("Acme");
    }

    @Test
    void shouldRefuseLoginsAndClientIdsOfAnotherSubscription() {
        // given
        apply(acme());
        UUID clientId = service("CRM").clientId();
        MunchkinId other = MunchkinId.random(RANDOM);
        Map<Integer, Long> before = STORE.with(SubscriptionStore::versions);

        // when
        AccessFileInvalid invalid = catchThrowableOfType(
                AccessFileInvalid.class, () -> apply("""
                subscription: {munchkinId: %s}
                users:
                  - {email: ADA@%s, firstName: A, lastName: B}
                  - {email: new@%s, firstName: A, lastName: B, apiOnly: true}
                services:
                  - {displayName: A, apiOnlyUser: new@%s, clientId: %s}
                """.formatted(other, host, host, host, clientId)));

        // then
        assertThat(invalid.lines()).hasSize(2);
        assertThat(invalid.lines().getFirst()).contains(":3: users[0].email: the login 'ADA@", "is taken");
        assertThat(invalid.lines().getLast()).contains(":6: services[0].clientId: the client id", "belongs to another");
        Map<Integer, Long> after = STORE.with(SubscriptionStore::versions);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void shouldTellAllMistakesOfTextReferencesAndRulesAtOnce() {
        // given
        apply(acme());

        // when
        AccessFileInvalid invalid =
                catchThrowableOfType(AccessFileInvalid.class, () -> apply("""
                subscription: {munchkinId: %s, timeZone: Mars}
                users:
                  - {email: new@%s, firstName: [], lastName: B, roles: [None]}
                services:
                  - {displayName: A, apiOnlyUser: nobody@%s}
                """.formatted(id, host, host)));

        // then
        assertThat(invalid.lines()).hasSize(4);
        assertThat(invalid.lines().get(0)).contains("subscription.timeZone");
        assertThat(invalid.lines().get(1)).contains("users[0].firstName: a text is expected");
        assertThat(invalid.lines().get(2)).contains("users[0].roles[0]: there is no role 'None'");
        assertThat(invalid.lines().get(3)).contains("services[0].apiOnlyUser: there is no user");
    }

    @Test
    void shouldFollowReferencesAlsoWhereTheSubscriptionCannotBeRead() {
        assertThatThrownBy(() -> apply("""
                        subscription: {munchkinId: nonsense}
                        users: [{email: a@b.example, roles: [Admin, None]}]
                        """))
                .isInstanceOfSatisfying(
                        AccessFileInvalid.class,
                        invalid -> assertThat(invalid.lines())
                                .hasSize(2)
                                .anyMatch(mistake -> mistake.contains("subscription.munchkinId"))
                                .anyMatch(mistake -> mistake.contains("users[0].roles[1]: there is no role 'None'")));
    }

    @Test
    void shouldTellThatAFileCannotBeRead() throws IOException {
        // given
        Path latin = directory.resolve("latin.yaml");
        Files.write(latin, new byte[] {'a', ':', ' ', (byte) 0xe4});

        // then
        assertThatThrownBy(() -> APPLIER.apply(Path.of("no/such.yaml"), Map.of(), FOLDER))
                .isInstanceOf(AccessFileInvalid.class)
                .hasMessage("no/such.yaml:1: the file cannot be read: NoSuchFileException");
        assertThatThrownBy(() -> APPLIER.apply(latin, Map.of(), FOLDER))
                .isInstanceOf(AccessFileInvalid.class)
                .hasMessage(latin + ":1: the file is not text in UTF-8; save it in that encoding");
    }

    private Applied apply(String text) {
        return apply(text, Map.of("PASSWORD", PASSWORD, "SECRET", SECRET));
    }

    private Applied apply(String text, Map<String, String> environment) {
        try {
            Path file = Files.writeString(directory.resolve("access.yaml"), text);
            return APPLIER.apply(file, environment, FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Subscription subscription() {
        return STORE.with(handle -> SubscriptionStore.byMunchkinId(handle, id)).orElseThrow();
    }

    private User user(String localPart) {
        int subscription = subscription().id();
        return STORE.with(handle -> UserStore.byLogin(handle, subscription, localPart + "@" + host))
                .orElseThrow();
    }

    private Role role(String name) {
        int subscription = subscription().id();
        return STORE.with(handle -> RoleStore.roles(handle, subscription)).stream()
                .filter(role -> role.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Workspace workspace(String name) {
        int subscription = subscription().id();
        return STORE.with(handle -> SubscriptionStore.workspaces(handle, subscription)).stream()
                .filter(workspace -> workspace.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private CustomService service(String name) {
        int subscription = subscription().id();
        return STORE.with(handle -> CustomServiceStore.services(handle, subscription)).stream()
                .filter(service -> service.displayName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private boolean hasSecret(String service, String secret) {
        int subscription = subscription().id();
        CustomService owner = service(service);
        byte[] hash = StoredSecret.hash(VAULT, owner.clientId(), secret);
        return STORE.with(handle -> ClientSecretStore.secrets(handle, subscription)).stream()
                .filter(stored -> stored.serviceId() == owner.id() && stored.isLive(AccessFileDatabase.NOW))
                .anyMatch(stored -> stored.matches(hash));
    }

    private static String passwordHash(User user) {
        return STORE.with(handle -> handle.createQuery("SELECT password_hash FROM user_account WHERE id = :id")
                .bind("id", user.id())
                .mapTo(String.class)
                .one());
    }

    private List<AuditEntry> audit() {
        int subscription = subscription().id();
        return STORE.with(handle -> AUDIT.entries(handle, subscription));
    }
}
