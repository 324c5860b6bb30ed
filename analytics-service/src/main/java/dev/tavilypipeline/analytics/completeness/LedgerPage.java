package dev.tavilypipeline.analytics.completeness;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What is needed of a page of the collector's ledger, which may say more.
 *
 * @param nextCursor null on the last page
 * @param deadLetters that wait to be sent back, by the topic that they came from; null behind the first page, and if the
 *        collector does not know
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record LedgerPage(List<Entry> runs, String nextCursor, Map<String, Long> deadLetters) {

    /**
     * A run, and the envelope emitted last.
     *
     * @param delivery {@code emitted}, {@code due}, {@code active} or {@code none}
     * @param revision null where none was emitted, as the following
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Entry(String runId, Instant requestedAt, String delivery, Integer revision, Integer projectionVersion, Integer steps,
            Integer calls, Instant emittedAt) {

        boolean emitted() {
            return revision != null;
        }

        /** Whether a warehouse may lack it or have it: nothing was delivered, and it may have been once. */
        boolean mayBeAnywhere() {
            return emitted() && delivery.equals("none");
        }
    }
}
