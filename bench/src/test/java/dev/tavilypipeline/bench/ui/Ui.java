package dev.tavilypipeline.bench.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;

/** The web UI in a window of its own. */
final class Ui implements AutoCloseable {

    private static final String SETTLED = "() => document.querySelector('main .page') && customElements.get('pipeline-app')"
            + " && document.querySelector('main h1') && !document.querySelector('main [aria-busy=true], time-chart .bone')";
    private static final String AXE = "async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
            + " 'wcag22aa', 'best-practice']})).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))";

    final UiInstallation installation;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    Ui(Browser browser, UiInstallation installation) {
        this.browser = browser;
        this.installation = installation;
        resize(1440, ColorScheme.LIGHT);
    }

    /** Goes on in a new window. */
    Ui resize(int width, ColorScheme theme) {
        return open(installation.uri(), width, theme);
    }

    /** Goes on in a new window, at another replica of the service. */
    Ui at(URI service) {
        return open(service, 1440, ColorScheme.LIGHT);
    }

    private Ui open(URI service, int width, ColorScheme theme) {
        if (context != null) {
            context.close();
        }
        context = browser.newContext(new Browser.NewContextOptions().setViewportSize(width, 900)
                .setColorScheme(theme).setTimezoneId("UTC").setBaseURL(service.toString()));
        page = context.newPage();
        page.onPageError(error -> complaints.add("script: " + error));
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type()) || "warning".equals(message.type())) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onDialog(dialog -> complaints.add("dialog: " + dialog.message()));
        return this;
    }

    Page page() {
        return page;
    }

    Ui open(String query) {
        page.navigate("/" + query);
        return settle();
    }

    /** Waits until everything has been fetched and drawn. */
    Ui settle() {
        page.waitForFunction(SETTLED);
        return this;
    }

    /** Answers a path instead of the service. */
    void answer(String path, int status, String json) {
        page.route(url -> url.contains(path), route -> route.fulfill(new Route.FulfillOptions().setStatus(status)
                .setContentType(status < 400 ? "application/json" : "application/problem+json").setBody(json)));
    }

    /** The browser itself writes a line for each answer that is an error. */
    void expectErrorAnswers() {
        complaints.removeIf(complaint -> complaint.startsWith("error: Failed to load resource"));
    }

    /** Of WCAG 2.2 AA and of the best practices. */
    void assertAccessible(String where) {
        page.evaluate(axe());
        assertThat((List<?>) page.evaluate(AXE)).as(where).isEmpty();
    }

    void assertNoComplaints() {
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }

    void assertFits(String where) {
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("%s scrolls sideways", where).isTrue();
    }

    Map<?, ?> evaluate(String script) {
        return (Map<?, ?>) page.evaluate(script);
    }

    private static String axe() {
        try (InputStream script = Ui.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
