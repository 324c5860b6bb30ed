package dev.tavilypipeline.bench.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** What is on the screen is what the API answers, and it is there soon. */
@ExtendWith(UiTest.class)
class FiguresIT {

    private static final int KILOBYTE = 1024;
    private static final String LOADED = "() => { const files = performance.getEntriesByType('resource').filter(e => e.name.includes('/static/'));"
            + " const bytes = end => files.filter(e => e.name.endsWith(end)).reduce((sum, e) => sum + e.encodedBodySize, 0);"
            + " return {js: bytes('.js'), css: bytes('.css'), fcp: performance.getEntriesByName('first-contentful-paint')[0].startTime,"
            + " charts: Math.max(...files.map(e => e.encodedBodySize)),"
            + " shift: window.shift ?? 0}; }";

    @ParameterizedTest
    @CsvSource({ "health, health, 3", "performance, performance, 4", "usage, usage, 4", "cost, costs, 6" })
    void shouldShowTheFiguresOfTheApi(String page, String group, int figures, Ui ui) {
        ui.open("?page=" + page + "&" + ui.installation.window);
        JsonNode answer = ui.installation.api("/kpis/" + group + "?" + ui.installation.window);
        List<Locator> shown = ui.page().locator("[data-figure^='" + group + ".'], [data-figure^='slowest_step.']").all();
        assertThat(shown).hasSize(figures);
        SoftAssertions each = new SoftAssertions();
        for (Locator figure : shown) {
            String id = figure.getAttribute("data-figure");
            JsonNode expected = answer.at("/" + id.replace('.', '/'));
            String value = figure.getAttribute("data-value");
            if (expected.isNumber() && value.matches("[-0-9.e]+")) {
                each.assertThat(Double.parseDouble(value)).as(id).isEqualTo(expected.asDouble(), within(1e-9));
            } else {
                each.assertThat(value.isEmpty()).as(id).isEqualTo(expected.isNull());
            }
            each.assertThat(figure.innerText().isBlank()).as(id + " is blank").isFalse();
        }
        each.assertAll();
    }

    @Test
    void shouldListEveryRunOfTheWindow(Ui ui) {
        Page page = ui.open("?page=runs&" + ui.installation.window).page();
        int runs = ui.installation.api("/kpis/health?" + ui.installation.window).at("/health/runs").asInt();
        assertThat(page.locator("tbody tr")).hasCount(runs);
    }

    @ParameterizedTest
    @CsvSource({ "performance, Steps, step", "performance, Providers, provider", "cost, Providers, provider" })
    void shouldLeadFromARowToTheRunsBehindIt(String page, String table, String filter, Ui ui) {
        ui.open("?page=" + page + "&" + ui.installation.window);
        Locator link = ui.page().getByLabel(table, new Page.GetByLabelOptions().setExact(true)).locator("td a").last();
        link.click();
        ui.settle();
        Matcher named = Pattern.compile("[?&]" + filter + "=([^&]+)").matcher(ui.page().url());
        assertThat(named.find()).as(ui.page().url()).isTrue();
        JsonNode health = ui.installation.api("/kpis/health?" + filter + "=" + named.group(1) + "&" + ui.installation.window);
        assertThat(ui.page().locator("h1")).hasText("Runs");
        assertThat(ui.page().locator("tbody tr")).hasCount(health.at("/health/runs").asInt());
    }

    @Test
    void shouldShowAChartAsATableAndAsCsv(Ui ui) {
        Page page = ui.open("?page=health").page();
        assertThat(page.locator("time-chart svg")).isVisible();
        page.locator(".chart-plot").hover();
        page.getByLabel("View Runs by status as table").click();
        assertThat(page.locator("time-chart")).hasCount(0);
        assertThat(page.locator("thead th").first()).hasText("Time");
        String csv = page.getByLabel("Download Runs by status as CSV").getAttribute("href");
        Object text = page.evaluate("async path => (await (await fetch(path)).text()).split('\\n')[0]", csv);
        assertThat(text.toString()).contains("start").contains("success");
    }

    @ParameterizedTest
    @CsvSource({ "usage, Hours, .heat, 24, Hour", "cost, Calls per run, .columns, 6, API calls" })
    void shouldShowWhatIsNoChartOverTimeAsATableToo(String name, String title, String chart, int rows, String column, Ui ui) {
        Page page = ui.open("?page=" + name).page();
        assertThat(page.locator(chart)).isVisible();
        page.getByLabel("View " + title + " as table").click();
        assertThat(page.locator(chart)).hasCount(0);
        var table = page.locator("section[aria-label='" + title + "'] table");
        assertThat(table.locator("tbody tr")).hasCount(rows);
        assertThat(table.locator("thead th").first()).hasText(column);
        page.getByLabel("View " + title + " as chart").click();
        assertThat(page.locator(chart)).isVisible();
    }

    @Test
    void shouldZoomEverythingToTheTimeThatIsDraggedOver(Ui ui) {
        Page page = ui.open("?range=24h").page();
        assertThat(page.locator("time-chart svg")).isVisible();
        var plot = page.locator(".chart-plot").boundingBox();
        page.mouse().move(plot.x + plot.width / 2, plot.y + plot.height / 2);
        page.mouse().down();
        page.mouse().move(plot.x + plot.width - 40, plot.y + plot.height / 2);
        page.mouse().up();
        ui.settle();
        assertThat(page.url()).contains("from=").contains("to=").doesNotContain("range");
    }

    @Test
    void shouldLoadLittleAndSoonAndHoldStill(Ui ui) {
        ui.page().addInitScript("new PerformanceObserver(list => list.getEntries().forEach(e => {"
                + " if (!e.hadRecentInput) window.shift = (window.shift ?? 0) + e.value; })).observe({type: 'layout-shift', buffered: true});");
        ui.open("");
        assertThat(ui.page().locator("time-chart svg")).isVisible();
        Map<?, ?> loaded = ui.evaluate(LOADED);
        System.out.println("web UI, bytes on the wire, ms to the first paint, layout shift: " + loaded);
        int all = number(loaded, "js").intValue();
        assertThat(all - number(loaded, "charts").intValue()).as("scripts of the first page").isLessThan(40 * KILOBYTE);
        assertThat(all).as("scripts with charts").isLessThan(240 * KILOBYTE);
        assertThat(number(loaded, "css").intValue()).as("styles").isLessThan(12 * KILOBYTE);
        assertThat(number(loaded, "shift").doubleValue()).as("layout shift").isLessThan(0.05);
    }

    @Test
    void shouldNotGrowWithEachRefresh(Ui ui) {
        ui.open("");
        assertThat(ui.page().locator("time-chart svg")).isVisible();
        refresh(ui, 30);
        double before = heap(ui);
        refresh(ui, 60);
        double after = heap(ui);
        System.out.printf("web UI, heap after 30 and after 90 refreshes: %.2f MB, %.2f MB%n", before / 1e6, after / 1e6);
        assertThat(after).as("bytes of the heap").isLessThan(before * 1.1);
    }

    private static void refresh(Ui ui, int times) {
        for (int i = 0; i < times; i++) {
            ui.page().keyboard().press("r");
            ui.settle();
        }
    }

    private static double heap(Ui ui) {
        CDPSession session = ui.page().context().newCDPSession(ui.page());
        session.send("HeapProfiler.collectGarbage");
        double bytes = session.send("Runtime.getHeapUsage").get("usedSize").getAsDouble();
        session.detach();
        return bytes;
    }

    private static Number number(Map<?, ?> loaded, String name) {
        return (Number) loaded.get(name);
    }
}
