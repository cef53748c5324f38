package io.postern.console.users;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.postern.access.role.Permission;
import io.postern.testing.Browser;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UserPageTest {
    @Inject
    TestSubscriptions subscriptions;

    @Test
    void shouldListUsersAndRefuseToDeleteOneWhoOwnsAService() {
        int subscription = subscriptions.create().id();
        Administrator admin = subscriptions.administrator(subscription);
        Integration integration = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);

        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            Page page = browser.page();
            Locator row =
                    page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(integration.login()));
            assertThat(row).containsText("used by 1 service");
            browser.checkAccessibility();

            row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete User"))
                    .click();
            assertThat(browser.dialog()).containsText(integration.login());
            browser.checkAccessibility();
            browser.dialog()
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
                    .click();

            assertThat(browser.dialog()).containsText("Service of " + integration.login());
        }
    }
}
