package dev.tavilypipeline.bench.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Table;

/**
 * Runs that are submitted and watched on the page New research, as many at a time as it has streams. For each event that
 * changes what a row shows: the time from its
 * way into the browser's socket, and from the fact behind it, to the frame after the change of the document.
 */
final class WatchedRuns {

    static final int AT_ONCE = 4;

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** What a row shows, each time it changes, and when the next frame began. */
    private static final String OBSERVE = """
            window.shown = [];
            const last = new Map();
            new MutationObserver(() => {
              for (const job of document.querySelectorAll('.job[data-run]')) {
                const steps = [...job.querySelectorAll('.job-steps > [class^=step-]')].map(step => step.className.slice(5));
                const state = job.dataset.status + ' ' + steps.join();
                if (steps.length === 0 || last.get(job.dataset.run) === state) continue;
                last.set(job.dataset.run, state);
                requestAnimationFrame(() => window.shown.push(
                  {run: job.dataset.run, state, at: performance.timeOrigin + performance.now()}));
              }
            }).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});""";

    private record Shown(String state, double at) {
    }

    private final Browser browser;
    private final EventTap tap;

    WatchedRuns(Browser browser, EventTap tap) {
        this.browser = browser;
        this.tap = tap;
    }

    /** @param rounds of {@value #AT_ONCE} runs each */
    Table measure(int rounds) {
        browser.runFirst(OBSERVE);
        browser.open(tap.uri().resolve("/?page=research"));
        for (int round = 0; round < rounds; round++) {
            submit(round * AT_ONCE);
            awaitEnd((round + 1) * AT_ONCE);
        }
        return table(shown());
    }

    private void submit(int first) {
        String companies = IntStream.range(first, first + AT_ONCE).mapToObj(number -> "Company " + number)
                .collect(Collectors.joining("\\n"));
        browser.evaluate("""
                new Promise(done => {
                  const submit = () => {
                    const field = document.querySelector('textarea');
                    if (!field) return setTimeout(submit, 50);
                    field.value = '%s';
                    field.dispatchEvent(new Event('input', {bubbles: true}));
                    field.form.requestSubmit();
                    done(true);
                  };
                  submit();
                })""".formatted(companies));
    }

    private void awaitEnd(int runs) {
        Instant deadline = Instant.now().plus(TIMEOUT);
        String ended = "document.querySelectorAll('.job:not([data-status=queued]):not([data-status=running])').length";
        while (browser.evaluate(ended).asInt() < runs) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(
                        "not all runs have ended on the page within " + TIMEOUT.toMinutes() + " minutes");
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private Map<String, List<Shown>> shown() {
        Map<String, List<Shown>> byRun = new HashMap<>();
        browser.evaluate("window.shown").forEach(one -> byRun.computeIfAbsent(one.get("run").asText(), run -> new ArrayList<>())
                .add(new Shown(one.get("state").asText(), one.get("at").asDouble())));
        return byRun;
    }

    private Table table(Map<String, List<Shown>> shown) {
        Samples fromSocket = new Samples();
        Samples fromFact = new Samples();
        Map<String, String> before = new HashMap<>();
        int overtaken = 0;
        for (EventTap.Event event : tap.events()) {
            String run = event.run().get("run_id").asText();
            String state = state(event.run());
            if (state.equals(before.put(run, state))) {
                continue;
            }
            double written = millis(event.at());
            List<Shown> later = shown.getOrDefault(run, List.of()).stream().filter(one -> one.at() >= written).toList();
            if (later.isEmpty()) {
                throw new IllegalStateException("the page never showed an event of run " + run + ": " + state);
            }
            Shown first = later.stream().filter(one -> one.state().equals(state)).findFirst().orElse(later.get(0));
            overtaken += first.state().equals(state) ? 0 : 1;
            fromSocket.add(first.at() - written);
            fromFact.add(first.at() - millis(Instant.parse(event.run().get("last_fact_at").asText())));
        }
        Table table = new Table("from an event to the screen, ms", "p50", "p95", "max", "events", "target");
        fromSocket.row(table, "from the socket", "p95 < 500");
        fromFact.row(table, "from the agent's fact", "");
        return table.row("shown with the next event only", "", "", "", overtaken, "");
    }

    private static String state(JsonNode run) {
        return run.get("status").asText() + " " + StreamSupport.stream(run.get("steps").spliterator(), false)
                .map(step -> step.get("status").asText()).collect(Collectors.joining(","));
    }

    private static double millis(Instant at) {
        return at.getEpochSecond() * 1e3 + at.getNano() / 1e6;
    }
}
