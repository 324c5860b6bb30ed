package dev.tavilypipeline.bench.ui;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

/** Pictures of every page in {@code target/screenshots}, to be looked at. None scrolls sideways. */
@ExtendWith(UiTest.class)
class ScreenshotsIT {

    private static final Path FOLDER = Path.of("target", "screenshots");

    @ParameterizedTest
    @CsvSource({ "1440, LIGHT", "1440, DARK", "768, LIGHT", "768, DARK", "375, LIGHT", "375, DARK" })
    void shouldFitTheWindow(int width, ColorScheme theme, Ui ui) {
        ui.resize(width, theme);
        String run = ui.installation.api("/kpis/performance/slowest-runs?" + ui.installation.window)
                .at("/slowest_runs/0/run_id")
                .asText();
        Map<String, String> pages = Map.of("health", "", "performance", "?page=performance", "usage", "?page=usage", "cost",
                "?page=cost", "runs", "?page=runs", "run", "?page=run&id=" + run, "research", "?page=research", "data",
                "?page=data");
        pages.forEach((name, query) -> {
            ui.open(query);
            ui.assertFits(name + " at " + width);
            ui.page().screenshot(new Page.ScreenshotOptions().setFullPage(true)
                    .setPath(FOLDER.resolve(name + "-" + width + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png")));
        });
    }
}
