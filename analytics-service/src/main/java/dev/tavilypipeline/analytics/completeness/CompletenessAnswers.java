package dev.tavilypipeline.analytics.completeness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.tavilypipeline.analytics.warehouse.WarehouseState;
import dev.tavilypipeline.analytics.warehouse.Warehouses;
import dev.tavilypipeline.analytics.window.Window;

/**
 * Answers whether anything is missing: {@code meta}, the counts of the window, then each hour's, the gaps by their run_id, and
 * the dead letters. Ledger and warehouse are asked a day at a time, so that no more than a day's runs are in memory.
 */
final class CompletenessAnswers {

    /** Each page of the ledger adds up the hours of all that was asked for, so that little is asked for at a time. */
    private static final Duration PART = Duration.ofDays(1);

    private final Ledger ledger;
    private final Warehouses warehouses;
    private final Duration allowance;
    private final Clock clock;

    CompletenessAnswers(Ledger ledger, Warehouses warehouses, CompletenessSettings settings,
            Clock clock) {
        this.ledger = ledger;
        this.warehouses = warehouses;
        this.allowance = settings.allowance();
        this.clock = clock;
    }

    /** @param authorization for the collector; may be null */
    Map<String, Object> answer(Window asked, String authorization) {
        return warehouses.answer(source -> answer(asked.inMillis(), authorization, source));
    }

    private Map<String, Object> answer(Window window, String authorization, Warehouses.Source source) {
        long start = System.nanoTime();
        Comparison comparison = new Comparison(allowance);
        Map<String, Long> deadLetters = Map.of();
        for (Window part : window.parts(PART)) {
            Instant now = clock.instant();
            Ledger.Part read = ledger.read(part, authorization);
            comparison.add(now, read.runs(), source.warehouse().read(part, snapshot -> DeliveredRun.of(snapshot, part)));
            deadLetters = read.deadLetters();
        }
        WarehouseState state = source.warehouse().state();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("meta", new CompletenessMeta(window.from(), window.to(), source.warehouse().name(), state.newestEmittedAt(),
                warnings(source, state, comparison, deadLetters), TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1e3));
        answer.put("completeness", headline(comparison));
        answer.put("hours", comparison.hours());
        answer.put("gaps", comparison.gaps());
        answer.put("dead_letters", deadLetters);
        return answer;
    }

    private static Map<String, Object> headline(Comparison comparison) {
        Map<String, Object> headline = new LinkedHashMap<>();
        headline.put("complete", comparison.gapCount() == 0);
        headline.putAll(comparison.total());
        return headline;
    }

    private static List<String> warnings(Warehouses.Source source, WarehouseState state, Comparison comparison,
            Map<String, Long> deadLetters) {
        List<String> warnings = new ArrayList<>(source.warnings());
        warnings.addAll(state.warnings());
        if (comparison.gapCount() > comparison.gaps().size()) {
            warnings.add("only " + comparison.gaps().size() + " of " + comparison.gapCount()
                    + " gaps are listed: ask for a shorter window");
        }
        if (deadLetters == null) {
            warnings.add("how many dead letters wait is not known: Kafka does not answer the collector");
            return warnings;
        }
        long waiting = deadLetters.values().stream().mapToLong(Long::longValue).sum();
        if (waiting > 0) {
            warnings.add(waiting + " dead letter(s) wait, of whatever time: GET /dlq of the collector lists them");
        }
        return warnings;
    }
}
