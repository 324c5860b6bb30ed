package dev.tavilypipeline.bench.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import dev.tavilypipeline.bench.facts.Fact;
import dev.tavilypipeline.bench.facts.FactSender;
import dev.tavilypipeline.bench.facts.Interleaving;

/** Puts the facts of ever more runs into Kafka. */
final class Feed implements AutoCloseable {

    private final FactSender sender;
    private int runs;

    Feed(String bootstrapServers) {
        sender = new FactSender(bootstrapServers);
    }

    /** How many runs there are by now. */
    int runs() {
        return runs;
    }

    /** Returns when Kafka has all facts of so many more runs. */
    void fill(int more) {
        pace(more, Duration.ZERO);
    }

    /**
     * Sends at a steady rate.
     *
     * @param pace from one fact to the next
     * @return when each run's end was written
     */
    Map<UUID, Instant> pace(int more, Duration pace) {
        Map<UUID, Instant> ends = new HashMap<>();
        Instant due = Instant.now();
        for (Interleaving facts = new Interleaving(runs, more); facts.hasNext(); due = due.plus(pace)) {
            Fact fact = facts.next();
            await(due);
            if (fact.endsItsRun()) {
                ends.put(fact.runId(), Instant.now());
            }
            sender.send(fact);
        }
        sender.flush();
        runs += more;
        return ends;
    }

    private static void await(Instant due) {
        long early = Duration.between(Instant.now(), due).toNanos();
        if (early > 0) {
            LockSupport.parkNanos(early);
        }
    }

    @Override
    public void close() {
        sender.close();
    }
}
