package dev.tavilypipeline.bench.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import dev.tavilypipeline.bench.facts.Fact;
import dev.tavilypipeline.bench.facts.Interleaving;
import dev.tavilypipeline.bench.facts.RecordSender;

/** Sends the facts of more and more runs to Kafka. */
final class FactFeed implements AutoCloseable {

    private final RecordSender sender;
    private int runs;

    FactFeed(String bootstrapServers) {
        sender = new RecordSender(bootstrapServers);
    }

    /** How many runs were sent so far. */
    int runs() {
        return runs;
    }

    /** Returns when Kafka has all facts of the given number of new runs. */
    void send(int newRuns) {
        send(newRuns, Duration.ZERO);
    }

    /**
     * Sends facts at a steady rate.
     *
     * @param interval from one fact to the next
     * @return when the last fact of each run was sent
     */
    Map<UUID, Instant> send(int newRuns, Duration interval) {
        Map<UUID, Instant> ends = new HashMap<>();
        Instant due = Instant.now();
        for (Interleaving facts = new Interleaving(runs, newRuns); facts.hasNext(); due = due.plus(interval)) {
            Fact fact = facts.next();
            await(due);
            if (fact.endsRun()) {
                ends.put(fact.runId(), Instant.now());
            }
            sender.send(fact);
        }
        sender.flush();
        runs += newRuns;
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
