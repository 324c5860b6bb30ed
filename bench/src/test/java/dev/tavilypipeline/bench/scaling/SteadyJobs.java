package dev.tavilypipeline.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.tavilypipeline.bench.facts.Fact;
import dev.tavilypipeline.bench.facts.RecordSender;
import dev.tavilypipeline.contract.ResearchJob;

/** Writes research jobs at a steady rate, each for a company of its own, until it is closed. */
final class SteadyJobs implements AutoCloseable {

    private final RecordSender sender;
    private final ScheduledFuture<?> sending;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<ResearchJob> sent = Collections.synchronizedList(new ArrayList<>());

    SteadyJobs(String bootstrapServers, int perSecond) {
        sender = new RecordSender(bootstrapServers);
        sending = clock.scheduleAtFixedRate(this::send, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
    }

    private void send() {
        ResearchJob job = new ResearchJob(UUID.randomUUID(), "Company " + sent.size(), 5, true, Instant.now(), "bench", null);
        sent.add(job);
        sender.send(Fact.of(job));
    }

    /** All of them once this is closed. */
    List<ResearchJob> sent() {
        return List.copyOf(sent);
    }

    @Override
    public void close() {
        assertThat(sending.isDone()).as("the load has failed").isFalse();
        clock.shutdown();
        try {
            clock.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.flush();
        sender.close();
    }
}
