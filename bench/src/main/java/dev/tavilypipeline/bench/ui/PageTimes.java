package dev.tavilypipeline.bench.ui;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tavilypipeline.bench.harness.Table;

/** How long a page takes from its address to its last figure and chart. */
final class PageTimes {

    private static final List<String> PAGES = List.of("health", "performance", "usage", "cost");
    private static final int LOADS = 7;

    /**
     * Milliseconds since the start of the navigation, in the first frame in which nothing loads any more. It waits for changes,
     * because looking at each frame would keep the browser drawing.
     */
    private static final String COMPLETE = """
            new Promise(done => {
              const isComplete = () => document.querySelector('main .page h1')
                && !document.querySelector('main [aria-busy=true]') && !document.querySelector('main .bone')
                && [...document.querySelectorAll('main time-chart')].every(chart => chart.querySelector('svg'));
              const answer = () => done({ms: performance.now(),
                failures: document.querySelectorAll('main .failure').length,
                runs: document.querySelectorAll('main .nothing').length === 0});
              const look = () => {
                if (!isComplete()) return;
                changes.disconnect();
                requestAnimationFrame(answer);
              };
              const changes = new MutationObserver(look);
              changes.observe(document, {subtree: true, childList: true, attributes: true});
              look();
            })""";

    private final Browser browser;
    private final URI service;
    private final Instant end;
    private int loads;

    PageTimes(Browser browser, URI service, Instant end) {
        this.browser = browser;
        this.service = service;
        this.end = end.truncatedTo(ChronoUnit.MINUTES);
    }

    /** Each window is one that was not asked for before, so that no answer comes from a cache. */
    Table measure() {
        Table table = new Table("page complete, with the period before, ms", "p50", "p95", "max", "loads", "target");
        for (Map.Entry<String, Duration> window : new TreeMap<>(Map.of(" 7 days", Duration.ofDays(7), "90 days",
                Duration.ofDays(90))).entrySet()) {
            PAGES.forEach(page -> load(page, window.getValue()));
            for (String page : PAGES) {
                Samples samples = new Samples();
                for (int i = 0; i < LOADS; i++) {
                    samples.add(load(page, window.getValue()));
                }
                samples.row(table, page + ", " + window.getKey().strip(), "< 1500");
            }
        }
        return table;
    }

    private double load(String page, Duration window) {
        Instant to = end.minus(Duration.ofMinutes(loads++));
        browser.open(service.resolve("/?page=" + page + "&from=" + to.minus(window) + "&to=" + to));
        var complete = browser.evaluate(COMPLETE);
        if (complete.get("failures").asInt() > 0 || !complete.get("runs").asBoolean()) {
            throw new IllegalStateException(
                    "the page " + page + " shows no figures of " + window.toDays() + " days: " + complete);
        }
        return complete.get("ms").asDouble();
    }
}
