package dev.tavilypipeline.bench.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;

import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.localstack.start.Ports;

/** Everything that can be on the screen instead of figures. */
@ExtendWith(UiTest.class)
class StatesIT {

    private static final int WIDTH = 1280;
    private static final String PROBLEM = """
            {"type": "about:blank", "title": "Service Unavailable", "status": 503, "detail": "the warehouse is busy"}""";

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = { "LIGHT", "DARK" })
    void shouldBeAccessibleOnEveryPage(ColorScheme theme, Ui ui) {
        ui.resize(WIDTH, theme);
        for (String query : new String[] { "", "?page=performance", "?page=usage", "?page=cost", "?page=runs", "?page=data",
                "?page=research", "?page=run&id=" + anyRun(ui) }) {
            ui.open(query).assertAccessible(query + " " + theme);
        }
    }

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = { "LIGHT", "DARK" })
    void shouldShowShapesWhileLoading(ColorScheme theme, Ui ui) {
        Page page = ui.resize(WIDTH, theme).page();
        page.route(url -> url.contains("/kpis/"), route -> {
        });
        page.navigate("/");
        assertThat(page.locator(".tile .bone-value")).hasCount(4);
        ui.assertAccessible("loading " + theme);
        page.unrouteAll();
    }

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = { "LIGHT", "DARK" })
    void shouldSayWhatFailedAndTryAgain(ColorScheme theme, Ui ui) {
        Page page = ui.resize(WIDTH, theme).page();
        ui.answer("/kpis/health", 503, PROBLEM);
        ui.open("");
        assertThat(page.locator(".tiles-error .failure")).containsText("the warehouse is busy");
        ui.assertAccessible("error " + theme);
        page.unrouteAll();
        page.locator(".tiles-error button").click();
        assertThat(page.locator("[data-figure='health.success_ratio']")).isVisible();
        ui.expectErrorAnswers();
    }

    @Test
    void shouldNotShowFiguresOfOneWindowUnderAnother(Ui ui) {
        Page page = ui.open("").page();
        ui.answer("range=30d", 503, PROBLEM);
        page.getByText("30 d").click();
        assertThat(page.locator(".tiles-error .failure")).containsText("the warehouse is busy");
        assertThat(page.locator("[data-figure]")).hasCount(0);
        page.unrouteAll();
        ui.expectErrorAnswers();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1440, 375 })
    void shouldFitALongFilter(int width, Ui ui) {
        for (String page : new String[] { "health", "runs" }) {
            ui.resize(width, ColorScheme.LIGHT).open("?page=" + page + "&company=" + "W".repeat(200))
                    .assertFits("a long filter at " + width);
        }
    }

    @Test
    void shouldSayThatThereIsNoConnectionToARunAndGoOn(Ui ui) {
        Page page = ui.page();
        String id = anyRun(ui);
        String now = Instant.now().toString();
        page.route(url -> url.endsWith("/research/" + id), route -> route.fulfill(new Route.FulfillOptions()
                .setContentType("application/json").setBody("{\"run_id\": \"" + id + "\", \"status\": \"running\","
                        + " \"started_at\": \"" + now + "\", \"calls\": [], \"steps\": [{\"step_name\": \"search_overview\","
                        + " \"status\": \"running\", \"started_at\": \"" + now + "\", \"latency_ms\": null}]}")));
        ui.answer("/events", 503, PROBLEM);
        ui.open("?page=run&id=" + id);
        assertThat(page.locator(".failure")).containsText("No connection to this run");
        assertThat(page.locator(".fall-running")).isVisible();
        ui.assertAccessible("no connection");

        page.unrouteAll();
        assertThat(page.locator(".failure")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
        assertThat(page.locator(".run-title .chip")).not().containsText("Running");
        ui.expectErrorAnswers();
    }

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = { "LIGHT", "DARK" })
    void shouldSayWhichFilterToRelax(ColorScheme theme, Ui ui) {
        Page page = ui.resize(WIDTH, theme).open("?company=Nobody&status=failed").page();
        assertThat(page.locator(".nothing")).containsText("No run matches");
        ui.assertAccessible("empty " + theme);
        page.locator(".nothing .choices a").filter(new Locator.FilterOptions().setHasText("Nobody")).click();
        ui.settle();
        assertThat(page.locator(".filter-chip")).hasCount(1);
    }

    /** Filters that only the list of runs has, too. */
    @Test
    void shouldSayWhichFilterOfTheListToRelax(Ui ui) {
        Page page = ui.open("?page=runs&failed_step=search_overview&provider=tavily-simulator").page();
        assertThat(page.locator(".nothing")).containsText("No run matches");
        assertThat(page.locator(".filter-chip")).hasCount(2);
        page.locator(".nothing .choices a").filter(new Locator.FilterOptions().setHasText("Failed step")).click();
        ui.settle();
        assertThat(page.locator(".filter-chip")).hasText("Provider tavily-simulator",
                new LocatorAssertions.HasTextOptions().setIgnoreCase(true));
        assertThat(page.locator("tbody tr")).not().hasCount(0);
    }

    @Test
    void shouldOfferAFirstRunWhereThereIsNone(Ui ui) {
        ui.answer("/runs?limit=1", 200, "{\"runs\": [], \"next_cursor\": null}");
        Page page = ui.open("?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z").page();
        page.getByText("Start the first run").click();
        assertThat(page.locator("textarea")).isFocused();
    }

    @Test
    void shouldWarnOfTheFallbackAndOfSimulatedRuns(Ui ui) {
        Page page = ui.open("").page();
        assertThat(page.locator(".source-line")).containsText("Simulated runs");
        String answer = ui.installation.api("/kpis/health?range=7d").toString().replace("\"source\":\"duckdb\"",
                "\"source\":\"mongodb\"");
        ui.answer("/kpis/health", 200, answer);
        ui.open("");
        assertThat(page.locator(".notice")).containsText("the fallback");
        ui.assertAccessible("fallback");
    }

    /** Snowflake is where the figures should come from, and cannot be reached. */
    @Test
    void shouldShowTheFiguresOfTheFallback(Ui ui) {
        String nobody = "http://localhost:" + Ports.free();
        try (ServiceProcess service = ui.installation.services.startAnother(Service.ANALYTICS, Ports.free(),
                Map.of("SNOWFLAKE_ACCOUNT", "nobody", "SNOWFLAKE_URL", nobody, "SNOWFLAKE_USER", "u", "SNOWFLAKE_PASSWORD", "p",
                        "SNOWFLAKE_WAREHOUSE", "w", "SNOWFLAKE_DATABASE", "d", "SNOWFLAKE_SCHEMA", "s",
                        "PIPELINE_SNOWFLAKE_TIMEOUT", "2s"))) {
            service.awaitReady();
            Page page = ui.at(service.uri()).open("?" + ui.installation.window).page();
            assertThat(page.locator(".notice").first()).containsText("These figures come from MongoDB, the fallback");
            assertThat(page.locator("[data-source='mongodb']")).isVisible();
            double ratio = ui.installation.api("/kpis/health?" + ui.installation.window).at("/health/success_ratio").asDouble();
            assertThat(page.locator("[data-figure='health.success_ratio']")).hasAttribute("data-value", Double.toString(ratio));
            ui.assertAccessible("the fallback of Snowflake");
        }
    }

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = { "LIGHT", "DARK" })
    void shouldAskForAKey(ColorScheme theme, Ui ui) {
        Page page = ui.resize(WIDTH, theme).page();
        ui.answer("/session", 200, "{\"authenticated\": false, \"keys_required\": true, \"csrf_token\": null}");
        page.navigate("/");
        assertThat(page.locator("sign-in h1")).hasText("An API key is needed");
        ui.assertAccessible("no key " + theme);
    }

    @Test
    void shouldAskAgainWhenTheKeyHasExpired(Ui ui) {
        ui.answer("/session", 200, "{\"authenticated\": true, \"keys_required\": true, \"csrf_token\": \"t\"}");
        Page page = ui.open("").page();
        ui.answer("/kpis/", 401, "{\"title\": \"Unauthorized\", \"status\": 401}");
        page.keyboard().press("2");
        assertThat(page.locator("sign-in h1")).hasText("The session is over");
        ui.expectErrorAnswers();
    }

    @Test
    void shouldShowHostileTextsAsText(Ui ui) {
        String hostile = "<img src=x onerror=alert(1)>\u202E\u2066 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 العربية "
                .repeat(10) + "x".repeat(10_000);
        String health = ui.installation.api("/kpis/health?range=7d").toString()
                .replaceFirst("\"failing_companies\":\\[.*?\\]", "\"failing_companies\":[{\"company_name\":\"" + hostile
                        + "\",\"runs\":3,\"failed\":3,\"failure_ratio\":1.0,\"minimum_runs\":3}]");
        ui.answer("/kpis/health", 200, health);
        String run = ui.installation.services.get(Service.COLLECTOR).json("/runs/" + anyRun(ui)).toString()
                .replaceAll("\"(company_name|industry|query|overview|title|query_used)\":\"[^\"]*\"",
                        "\"$1\":\"" + hostile + "\"")
                .replaceFirst("\"url\":\"[^\"]*\"", "\"url\":\"javascript:alert(1)\"");
        ui.answer("/research/", 200, run);
        for (int width : new int[] { 1440, 375 }) {
            ui.page().setViewportSize(width, 900);
            ui.open("");
            ui.assertFits("Health at " + width);
            ui.open("?page=run&id=" + anyRun(ui));
            assertThat(ui.page().locator("h1")).containsText("<img src=x onerror=alert(1)>");
            assertThat(ui.page().locator("main img")).hasCount(0);
            assertThat(ui.page().locator("a[href^='javascript']")).hasCount(0);
            ui.assertFits("Run at " + width);
        }
    }

    private static String anyRun(Ui ui) {
        return ui.installation.services.get(Service.COLLECTOR)
                .json("/runs?status=success&company=SAP&limit=1").at("/runs/0/run_id").asText();
    }
}
