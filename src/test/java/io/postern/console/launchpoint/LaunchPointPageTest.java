package io.postern.console.launchpoint;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.postern.access.role.Permission;
import io.postern.testing.Browser;
import io.postern.testing.TestSubscriptions;
import io.postern.testing.TestSubscriptions.Administrator;
import io.postern.testing.TestSubscriptions.Integration;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LaunchPointPageTest {
    @Inject
    TestSubscriptions subscriptions;

    private static void shot(Page page, String name) {
        if (System.getenv("NOSHOT") == null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("/tmp/shots/launchpoint-" + name + ".png")));
        }
    }

    @Test
    void first() {
        int subscription = subscriptions.create().id();
        Administrator admin = subscriptions.administrator(subscription);
        Integration integration = subscriptions.integration(subscription, Permission.READ_ONLY_PERSON);
        try (Browser browser = Browser.signedIn(Browser.Setup.ENGLISH, admin)) {
            Page page = browser.page();
            page.navigate("/launchpoint");
            shot(page, "list");
            page.getByText("View Details").click();
            assertThat(browser.dialog()).isVisible();
            shot(page, "details");
            browser.dialog().getByText("Reveal").click();
            assertThat(browser.dialog().getByLabel("Client Secret").first()).isVisible();
            browser.dialog().getByText("Get Token").click();
            assertThat(browser.dialog().getByText("3,600 seconds")).isVisible();
            browser.dialog().getByText("Copy connection settings").click();
            assertThat(browser.dialog().locator("#connectionSettings-copied")).hasText("Copied");
            shot(page, "revealed");
            browser.checkAccessibility();
            page.keyboard().press("Escape");
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("New").setExact(true))
                    .click();
            shot(page, "menu");
            page.getByText("New Service").click();
            assertThat(browser.dialog()).isVisible();
            browser.dialog().getByText("Create").click();
            assertThat(browser.dialog().getByText("Fill in")).hasCount(2);
            shot(page, "new");
        }
    }
}
