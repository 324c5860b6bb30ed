package dev.tavilypipeline.bench.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;

import dev.tavilypipeline.localstack.simulator.SimulatorSettings;

/** What a person does. */
@ExtendWith(UiTest.class)
class JourneyIT {

    private static final LocatorAssertions.ContainsTextOptions PATIENTLY = new LocatorAssertions.ContainsTextOptions()
            .setTimeout(60_000);

    @Test
    void shouldLeadFromHealthToARunByKeyboardAlone(Ui ui) {
        Page page = ui.open("").page();
        for (String key : new String[] { "2", "3", "4", "1" }) {
            page.keyboard().press(key);
            ui.settle();
        }
        assertThat(page.locator("h1")).hasText("Do the runs end well?");

        focus(page, "a.tile[href*='page=runs']");
        page.keyboard().press("Enter");
        ui.settle();
        assertThat(page.locator("h1")).hasText("Runs");
        focus(page, "td a[href*='page=run&']");
        page.keyboard().press("Enter");
        ui.settle();
        assertThat(page.locator("dl.facts")).containsText("Cost");
        assertThat(page.locator(".fall-row.fall-call")).not().hasCount(0);
    }

    @Test
    void shouldSubmitWatchAndFindTheRun(Ui ui) {
        Page page = ui.open("").page();
        page.keyboard().press("n");
        page.waitForSelector("textarea");
        page.keyboard().type("Tesla");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".job .chip")).containsText("Success", PATIENTLY);
        assertThat(page.locator(".job .step-success")).hasCount(3);
        page.getByLabel("Run Tesla again").click();
        assertThat(page.locator(".job")).hasCount(2);
        assertThat(page.locator(".job .chip").first()).containsText("Success", PATIENTLY);
        page.reload();
        assertThat(page.locator(".job .chip")).hasText(new String[] { "Success", "Success" });
        page.locator(".job-name a").first().click();
        ui.settle();
        assertThat(page.locator("h1")).hasText("Tesla");
        assertThat(page.locator(".sources li")).not().hasCount(0);
        assertThat(page.locator(".result .cite[href]").first()).hasAttribute("href", Pattern.compile("#source-[0-9]+"));
    }

    @Test
    void shouldCancelARunThatIsAtWork(Ui ui) {
        SimulatorSettings before = ui.installation.services.stack().simulator().settings();
        ui.installation.services.stack().simulator()
                .configure(before.withLatency(Duration.ofSeconds(10), Duration.ofSeconds(12)));
        try {
            Page page = ui.open("?page=research").page();
            page.keyboard().type("Siemens\nSAP");
            page.keyboard().press("Control+Enter");
            page.waitForSelector(".job .step-running");
            page.locator(".job button").first().click();
            assertThat(page.locator(".job .chip").first()).containsText("Cancelled", PATIENTLY);
        } finally {
            ui.installation.services.stack().simulator().configure(before);
        }
    }

    @Test
    void shouldKeepEverythingInTheAddress(Ui ui) {
        Page page = ui.open("").page();
        page.getByText("24 h").click();
        page.getByLabel("Compare with the period before").uncheck();
        page.keyboard().press("/");
        page.keyboard().type("Tesla");
        page.keyboard().press("Enter");
        ui.settle();
        assertThat(page.url()).endsWith("?range=24h&compare=none&company=Tesla");
        String figures = page.locator(".tiles").innerText();

        page.reload();
        ui.settle();
        assertThat(page.locator(".tiles")).containsText(figures.lines().findFirst().orElseThrow());
        assertThat(page.locator(".filter-chip")).hasText(Pattern.compile("Company\\s*Tesla"));
        assertThat(page.locator(".delta")).hasCount(0);

        page.goBack();
        page.goBack();
        page.goBack();
        ui.settle();
        assertThat(page.url()).isEqualTo(ui.installation.uri() + "/");
        assertThat(page.locator(".filter-chip")).hasCount(0);
    }

    private static void focus(Page page, String selector) {
        for (int i = 0; i < 80; i++) {
            page.keyboard().press("Tab");
            if ((Boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + selector);
    }
}
