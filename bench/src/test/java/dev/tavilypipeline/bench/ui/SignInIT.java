package dev.tavilypipeline.bench.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;

import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.localstack.start.Ports;

/** An installation with API keys, which nobody has used yet. */
@ExtendWith(UiTest.Fresh.class)
class SignInIT {

    private static final double LIFETIME_AND_A_REFRESH = 150_000;
    private static final String STATUS_WITHOUT_TOKEN = "async () => (await fetch('/research/batch', {method: 'POST',"
            + " headers: {'Content-Type': 'application/json'}, body: '{\"jobs\": [{\"company\": \"Tesla\"}]}'})).status";

    /** What a person does on the first day. */
    @Test
    void shouldLeadFromAKeyToTheFiguresOfTheFirstRun(Ui ui) {
        List<Request> changing = new ArrayList<>();
        ui.page().onRequest(request -> {
            if (!request.method().equals("GET") && !request.url().endsWith("/session")) {
                changing.add(request);
            }
        });
        Page page = signIn(ui, UiInstallation.KEY);

        assertThat(page.locator(".nothing h2")).hasText("No runs yet");
        ui.settle().assertAccessible("no runs yet");
        page.getByText("Start the first run").click();
        assertThat(page.locator("textarea")).isFocused();
        page.keyboard().type("Tesla");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".job .chip")).containsText("Success", containsPatiently());
        assertThat(page.locator(".job .step-success")).hasCount(3);

        page.keyboard().press("Escape");
        page.keyboard().press("1");
        page.waitForCondition(() -> {
            page.keyboard().press("r");
            ui.settle();
            return page.locator("[data-figure='health.success_ratio']").getAttribute("data-value").equals("1");
        }, new Page.WaitForConditionOptions().setTimeout(60_000));
        assertThat(page.locator(".nothing")).hasCount(0);
        page.keyboard().press("4");
        ui.settle();
        assertThat(page.locator("[data-figure='costs.cost_usd']")).hasAttribute("data-value", Pattern.compile("0\\.0[0-9]+"));

        String token = csrfToken(page);
        assertThat(changing).extracting(Request::method).containsExactly("POST");
        assertThat(changing).allSatisfy(request -> assertThat(request.headerValue("X-CSRF-Token")).isEqualTo(token));
    }

    @Test
    void shouldRefuseAWrongKeyAndTakeTheRightOne(Ui ui) {
        Page page = signIn(ui, "not-the-key-of-anybody");
        assertThat(page.locator(".field-error")).containsText("This key is not known.");
        ui.assertAccessible("wrong key");
        ui.expectErrorAnswers();

        page.getByLabel("API key").fill(UiInstallation.KEY);
        page.keyboard().press("Enter");
        ui.settle();
        assertThat(page.locator("sign-in")).hasCount(0);
        assertThat(page.locator(".tiles .tile")).hasCount(4);
    }

    @Test
    void shouldKeepTheKeyFromScriptsAndFromOtherSites(Ui ui) {
        Page page = signIn(ui, UiInstallation.KEY);
        ui.settle();

        Cookie cookie = page.context().cookies().get(0);
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat(cookie.value).doesNotContain(UiInstallation.KEY);
        assertThat(page.evaluate("() => document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
                .toString()).doesNotContain(UiInstallation.KEY).doesNotContain(cookie.value);
        assertThat(page.evaluate(STATUS_WITHOUT_TOKEN)).isEqualTo(403);
        ui.expectErrorAnswers();
    }

    @Test
    void shouldSignOut(Ui ui) {
        Page page = signIn(ui, UiInstallation.KEY);
        ui.settle();

        page.getByText("Sign out").click();
        assertThat(page.locator("sign-in h1")).hasText("An API key is needed");
        awaitNoCookie(page);
        page.reload();
        assertThat(page.locator("sign-in h1")).hasText("An API key is needed");
        assertThat(page.locator(".tiles")).hasCount(0);
    }

    /** Each new session has a token of its own. */
    @Test
    void shouldSignOutAfterAnotherTabHasSignedIn(Ui ui) {
        Page page = signIn(ui, UiInstallation.KEY);
        ui.settle();
        assertThat(page.context().newPage().navigate(page.url()).status()).isEqualTo(200);
        page.context().pages().get(1).evaluate("async key => (await fetch('/session', {method: 'POST',"
                + " headers: {'Content-Type': 'application/json'}, body: JSON.stringify({key})})).status", UiInstallation.KEY);

        page.getByText("Sign out").click();
        assertThat(page.locator("sign-in h1")).hasText("An API key is needed");
        awaitNoCookie(page);
        ui.expectErrorAnswers();
    }

    /** By itself, without a key or a click: the page refreshes its figures every minute. */
    @Test
    void shouldAskAgainWhenTheSessionIsOver(Ui ui) {
        try (ServiceProcess service = ui.installation.services.startAnother(Service.ANALYTICS, Ports.free(), Map.of(
                "PIPELINE_SESSION_LIFETIME", "1m", "PIPELINE_DUCKDB_FILE",
                ui.installation.services.lake().resolveSibling("another.duckdb").toString()))) {
            service.awaitReady();
            Page page = signIn(ui.at(service.uri()), UiInstallation.KEY);
            ui.settle();
            page.keyboard().press("4");
            ui.settle();

            assertThat(page.locator("sign-in h1")).hasText("The session is over",
                    new LocatorAssertions.HasTextOptions().setTimeout(LIFETIME_AND_A_REFRESH));
            page.getByLabel("API key").fill(UiInstallation.KEY);
            page.keyboard().press("Enter");
            ui.settle();
            assertThat(page.locator("h1")).hasText("What does it cost, and what for?");
            ui.expectErrorAnswers();
        }
    }

    private static Page signIn(Ui ui, String key) {
        Page page = ui.page();
        page.navigate("/");
        assertThat(page.locator("sign-in h1")).hasText("An API key is needed");
        page.getByLabel("API key").fill(key);
        page.keyboard().press("Enter");
        return page;
    }

    /** The page shows the sign-in form before the service has answered. */
    private static void awaitNoCookie(Page page) {
        page.waitForCondition(() -> page.context().cookies().isEmpty());
    }

    private static String csrfToken(Page page) {
        return page.evaluate("async () => (await (await fetch('/session')).json()).csrf_token").toString();
    }

    private static LocatorAssertions.ContainsTextOptions containsPatiently() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
    }
}
