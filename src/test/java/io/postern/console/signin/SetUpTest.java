package io.postern.console.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.postern.access.Changes;
import io.postern.access.permission.WorkspacePermissions;
import io.postern.access.role.Assignment;
import io.postern.access.role.BuiltInRole;
import io.postern.access.rule.Rule;
import io.postern.access.rule.RuleViolation;
import io.postern.access.session.FirstAdministrator;
import io.postern.access.session.SetUpLink;
import io.postern.access.subscription.Settings;
import io.postern.access.subscription.Subscription;
import io.postern.access.subscription.SubscriptionStore;
import io.postern.access.user.User;
import io.postern.access.user.UserDetails;
import io.postern.access.user.UserStore;
import io.postern.access.user.Users;
import io.postern.foundation.store.Store;
import io.postern.testing.Browser;
import io.postern.testing.TestClock;
import io.postern.testing.TestSubscriptions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The set-up link, and the pages before anybody is signed in. */
@QuarkusTest
class SetUpTest {
    @Inject
    TestSubscriptions subscriptions;

    @Inject
    SetUpLink link;

    @Inject
    FirstAdministrator setUp;

    @Inject
    Changes changes;

    @Inject
    Users users;

    @Inject
    Store store;

    @Inject
    TestClock clock;

    @Test
    void shouldMakeTheFirstAdministratorOnceAndLetThemNameTheSubscription() {
        int subscription = subscriptions.create().id();
        String email = subscriptions.login();
        String munchkinId = "%03d-SET-%03d".formatted(subscription % 1000, subscription / 1000);

        try (Browser browser = Browser.open(Browser.Setup.ENGLISH)) {
            Page page = browser.page();
            page.navigate(link.path(subscription));
            browser.checkAccessibility();
            page.getByLabel("Email").fill(email);
            page.getByLabel("First Name").fill("Ada");
            page.getByLabel("Last Name").fill("Admin");
            page.getByLabel("Password").fill("short");
            page.getByLabel("Subscription name").fill("Acme");
            page.getByLabel("Munchkin ID").fill("nonsense");
            page.getByLabel("Time zone").selectOption("Europe/Berlin");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Set Up"))
                    .click();
            assertThat(page.locator("#password-error")).containsText("12 to 128 characters");
            assertThat(page.locator("#munchkinId-error")).containsText("123-ABC-456");
            assertThat(page.getByLabel("Email")).hasValue(email);
            assertThat(page.getByLabel("Password")).hasValue("");
            browser.checkAccessibility();

            page.getByLabel("Password").fill("correct horse battery");
            page.getByLabel("Munchkin ID").fill(munchkinId);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Set Up"))
                    .click();

            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Users & Roles")))
                    .isVisible();
            assertThat(page.locator(".subscription")).containsText("Acme " + munchkinId);

            page.navigate(link.path(subscription));
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("This link does not work")))
                    .isVisible();
            page.navigate("/setup?token=" + subscription + ".AAAA");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("This link does not work")))
                    .isVisible();
        }

        Subscription made = store.with(handle -> SubscriptionStore.byId(handle, subscription))
                .orElseThrow();
        assertThat(made.settings().timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void shouldGiveTheAdministratorOfAnAccessFileTheirPassword() {
        int subscription = subscriptions.create().id();
        String email = subscriptions.login();
        User named = changes.apply(
                TestSubscriptions.TEST,
                subscription,
                change -> users.createPerson(
                        change,
                        new UserDetails(email, "Ada", "Admin", "", null),
                        null,
                        Set.of(new Assignment(BuiltInRole.ADMIN.id(), WorkspacePermissions.ALL))));
        String token = link.path(subscription).replaceFirst(".*token=", "");

        SetUpForm form = setUp.waiting(token).map(SetUpForm::of).orElseThrow();
        assertThat(form.email()).isEqualTo(email);
        form.password = "correct horse battery";
        assertThat(setUp.complete(token, form.choice(), "192.0.2.1")).isPresent();

        List<User> everybody = store.with(handle -> UserStore.users(handle, subscription));
        assertThat(everybody).singleElement().satisfies(user -> {
            assertThat(user.id()).isEqualTo(named.id());
            assertThat(user.hasPassword()).isTrue();
        });
        assertThat(setUp.complete(token, form.choice(), "192.0.2.1"))
                .as("a second time")
                .isEmpty();
        assertThat(setUp.waiting(token)).isEmpty();
    }

    @Test
    void shouldNotBeUsedUpByAnAdministratorWhoseAccessHasEnded() {
        int subscription = subscriptions.create().id();
        String ended = subscriptions.login();
        changes.run(
                TestSubscriptions.TEST,
                subscription,
                change -> users.createPerson(
                        change,
                        new UserDetails(
                                ended, "Ada", "Admin", "", clock.instant().plusSeconds(60)),
                        null,
                        Set.of(new Assignment(BuiltInRole.ADMIN.id(), WorkspacePermissions.ALL))));
        clock.advance(Duration.ofSeconds(60));
        String token = link.path(subscription).replaceFirst(".*token=", "");

        SetUpForm form = setUp.waiting(token).map(SetUpForm::of).orElseThrow();
        assertThat(form.email()).isEmpty();
        form.email = ended;
        form.firstName = "Ada";
        form.lastName = "Admin";
        form.password = "correct horse battery";
        assertThatThrownBy(() -> setUp.complete(token, form.choice(), "192.0.2.1"))
                .isInstanceOfSatisfying(
                        RuleViolation.class, taken -> assertThat(taken.rule()).isEqualTo(Rule.ALREADY_TAKEN));
        form.email = subscriptions.login();
        assertThat(setUp.complete(token, form.choice(), "192.0.2.1")).isPresent();
    }

    @Test
    void shouldKeepTheLinkInAnotherLanguageAndATimeZoneThatIsNoPlace() {
        Subscription made = subscriptions.create(Settings.named("Acme").with(ZoneId.of("Etc/UTC")));
        String taken = subscriptions.administrator(subscriptions.create().id()).login();

        try (Browser browser = Browser.open(Browser.Setup.ENGLISH)) {
            Page page = browser.page();
            page.navigate(link.path(made.id()));
            assertThat(page.getByLabel("Time zone")).hasValue("Etc/UTC");
            page.getByLabel("Email").fill(taken);
            page.getByLabel("First Name").fill("Ada");
            page.getByLabel("Last Name").fill("Admin");
            page.getByLabel("Password").fill("correct horse battery");
            page.locator("#timeZone option:checked").evaluate("option => option.value = 'Mars/Olympus'");
            browser.button("Set Up").click();
            assertThat(page.locator("#timeZone-error")).containsText("cannot be read");
            assertThat(page.getByLabel("Time zone")).hasValue("");
            browser.checkAccessibility();

            page.getByLabel("Time zone").selectOption("UTC");
            page.getByLabel("Password").fill("correct horse battery");
            browser.button("Set Up").click();
            assertThat(page.locator("#email-error")).containsText("is taken already");

            page.locator("button[popovertarget=language-menu]").click();
            browser.button("Deutsch").click();
            assertThat(page.locator("h1")).hasText("Postern einrichten");
        }
    }

    @Test
    void shouldLeadToThePageThatWasWantedSayWhatIsWrongAndSwitchLanguages() {
        var admin = subscriptions.administrator(subscriptions.create().id());

        try (Browser browser = Browser.open(Browser.Setup.ENGLISH.in("sv-SE"))) {
            Page page = browser.page();
            page.navigate("/users?filter=nobody");
            assertThat(page).hasURL(java.util.regex.Pattern.compile(".*/signin\\?next=.*"));
            assertThat(page.locator("html")).hasAttribute("lang", "sv");
            page.locator("button[popovertarget=language-menu]").click();
            browser.checkAccessibility();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Deutsch"))
                    .click();
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Anmelden")))
                    .isVisible();

            page.getByLabel("E-Mail").fill(admin.login());
            page.getByLabel("Passwort").fill("wrong password");
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("stimmt nicht");
            assertThat(page.getByLabel("E-Mail")).hasValue(admin.login());
            browser.checkAccessibility();
            page.locator("button[popovertarget=language-menu]").click();
            browser.button("English").click();
            page.locator("button[popovertarget=language-menu]").click();
            browser.button("Deutsch").click();
            page.getByLabel("E-Mail").fill(admin.login());
            page.getByLabel("Passwort").fill(admin.password());
            page.keyboard().press("Enter");
            assertThat(page).hasURL(java.util.regex.Pattern.compile(".*/users\\?filter=nobody"));

            page.locator("button[popovertarget=account-menu]").click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Abmelden"))
                    .click();
            assertThat(page).hasURL(java.util.regex.Pattern.compile(".*/signin"));
            page.navigate("/users");
            assertThat(page).hasURL(java.util.regex.Pattern.compile(".*/signin.*"));
        }
    }
}
