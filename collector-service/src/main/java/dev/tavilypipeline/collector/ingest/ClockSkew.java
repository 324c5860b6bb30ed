package dev.tavilypipeline.collector.ingest;

import java.time.Duration;
import java.time.Instant;

import org.jboss.logging.Logger;

/** Counts the facts of one poll whose times are ahead of this clock. They are stored like all others. */
final class ClockSkew {

    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(ClockSkew.class);

    private final Instant limit;
    private int ahead;
    private ReceivedFact first;

    ClockSkew(Instant now) {
        this.limit = now.plus(TOLERANCE);
    }

    void check(ReceivedFact received) {
        Instant time = received.fact().time();
        if (time != null && time.isAfter(limit)) {
            ahead++;
            first = first == null ? received : first;
        }
    }

    /** At most one line per poll. */
    void warn() {
        if (ahead > 0) {
            LOG.warnf("facts are stamped ahead of this clock facts=%d first=%s run_id=%s time=%s", ahead, first.position(),
                    first.fact().runId(), first.fact().time());
        }
    }
}
