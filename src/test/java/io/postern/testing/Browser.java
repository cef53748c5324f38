package io.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.postern.testing.TestSubscriptions.Administrator;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A person's Chromium, with an empty profile. It notes what no page may cause: requests that leave the machine, and errors in
 * the browser's console, breaches of the Content Security Policy among them; {@link #close} fails when there were any.
 */
public final class Browser implements AutoCloseable {
    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    /** What htmx notes when a server does not answer. */
    private static final List<String> UNANSWERED = List.of("htmx:sendError", "htmx:afterRequest", "htmx:sendAbort");

    private static final double PATIENCE_MILLIS = 30_000;

    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new ArrayList<>();

    private Browser(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onRequest(request -> {
            String address = request.url();
            if (!address.startsWith("data:") && !URI.create(address).getHost().equals("localhost")) {
                faults.add("a request to " + address);
            }
        });
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            // a status that a test asks for is not a fault of the page, nor is a server that a test takes away, nor a
            // request whose answer a later one makes useless
            if (message.type().equals("error")
                    && !message.text().startsWith("Failed to load resource")
                    && !UNANSWERED.contains(message.text())) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
    }

    /** How the browser is set up. */
    public record Setup(String locale, ColorScheme colors, int width, int height) {
        public static final Setup ENGLISH = new Setup("en-US", ColorScheme.LIGHT, 1280, 800);

        public Setup in(String otherLocale) {
            return new Setup(otherLocale, colors, width, height);
        }

        public Setup dark() {
            return new Setup(locale, ColorScheme.DARK, width, height);
        }

        public Setup narrow() {
            return new Setup(locale, colors, 360, 740);
        }
    }

    /** Opens a browser at no page yet. */
    public static Browser open(Setup setup) {
        return new Browser(Chromium.BROWSER.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale(setup.locale())
                .setTimezoneId("Europe/Berlin")
                .setColorScheme(setup.colors())
                .setViewportSize(setup.width(), setup.height())
                .setBaseURL(Api.base())));
    }

    /** Opens a browser in which somebody is signed in, at the entrance. */
    public static Browser signedIn(Setup setup, Administrator who) {
        Browser browser = open(setup);
        browser.page.navigate("/signin");
        browser.page.locator("#email").fill(who.login());
        browser.page.locator("#password").fill(who.password());
        browser.page.locator("main button[type=submit]").click();
        browser.page.waitForURL(url -> !url.contains("/signin"));
        return browser;
    }

    public Page page() {
        return page;
    }

    /** The open dialog. */
    public Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    /** The button on the page that has exactly this name for a screen reader. */
    public Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The button within a part of the page that has exactly this name. */
    public static Locator button(Locator within, String name) {
        return within.getByRole(AriaRole.BUTTON, named(name));
    }

    /** The link on the page that has exactly this name. */
    public Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** What within a part of the page has exactly this name. */
    public static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    /** The control in the dialog that has exactly this label. */
    public Locator field(String label) {
        return dialog().getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    /** The row of the page's table with a text in it. */
    public Locator row(String text) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    /** Opens the menu of a row, and chooses one of its actions, which opens a dialog. */
    public void choose(Locator row, String menu, String action) {
        button(row, menu).click();
        button(row, action).click();
        PlaywrightAssertions.assertThat(dialog()).isVisible();
    }

    /** Goes on with the tab key until something has the focus. */
    public void tabTo(Locator wanted) {
        for (int presses = 0; presses < 60; presses++) {
            if (Boolean.TRUE.equals(wanted.evaluate("element => element === document.activeElement"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError(wanted + " is not reached by Tab");
    }

    /** Fails when axe finds anything on the page as it is now. WCAG 2.2 A and AA, and axe's best practices. */
    public void checkAccessibility() {
        List<Rule> violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze()
                .getViolations();
        assertThat(violations.stream()
                        .map(rule -> rule.getId() + ": "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                        .toList()))
                .as("what axe found at " + page.url())
                .isEmpty();
    }

    @Override
    public void close() {
        context.close();
        assertThat(faults).as("faults of the page").isEmpty();
    }

    /** The one Chromium of a test run: Debian's, or the one that {@code POSTERN_TEST_CHROMIUM} names. */
    private static final class Chromium {
        static final com.microsoft.playwright.Browser BROWSER = launch();

        private static com.microsoft.playwright.Browser launch() {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
            Path program = Stream.of(System.getenv().getOrDefault("POSTERN_TEST_CHROMIUM", ""), "/usr/bin/chromium")
                    .filter(path -> !path.isEmpty())
                    .map(Path::of)
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(
                            "no Chromium found: install it (on Debian: apt-get install chromium), or name it with"
                                    + " POSTERN_TEST_CHROMIUM"));
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            return playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program)
                            .setArgs(OPTIONS));
        }
    }
}
