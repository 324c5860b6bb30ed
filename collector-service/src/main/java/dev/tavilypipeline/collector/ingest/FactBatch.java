package dev.tavilypipeline.collector.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.projection.Fact;

/** The facts of one poll, grouped by run, so that each run is written once. */
final class FactBatch {

    /** How far ahead of this clock a fact's time may be. One further ahead is stored like all others, and counted. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(FactBatch.class);

    private final Map<UUID, List<ReceivedFact>> runs = new LinkedHashMap<>();
    private final Instant limit;
    private int ahead;
    private ReceivedFact firstAhead;

    FactBatch(Instant now) {
        this.limit = now.plus(CLOCK_TOLERANCE);
    }

    void add(ReceivedFact received) {
        Fact fact = received.fact();
        runs.computeIfAbsent(fact.runId(), runId -> new ArrayList<>()).add(received);
        if (fact.time() != null && fact.time().isAfter(limit)) {
            ahead++;
            firstAhead = firstAhead == null ? received : firstAhead;
        }
    }

    /** At most one line per poll. */
    void warnOfClockSkew() {
        if (ahead > 0) {
            LOG.warnf("facts have timestamps in the future, check the clocks of the agents facts=%d first=%s run_id=%s time=%s",
                    ahead,
                    firstAhead.position(), firstAhead.fact().runId(), firstAhead.fact().time());
        }
    }

    Collection<UUID> runIds() {
        return runs.keySet();
    }

    List<ReceivedFact> facts(UUID runId) {
        return runs.get(runId);
    }

    void remove(Collection<UUID> planned) {
        runs.keySet().removeAll(planned);
    }
}
