package dev.tavilypipeline.bench.collector;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import dev.tavilypipeline.bench.facts.SyntheticRun;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.bench.harness.Usage;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.start.Ports;

/** The packaged collector, started on topics that are full already. */
final class CollectorDrain implements AutoCloseable {

    private static final String GROUP = "collector-service";
    private static final Duration PACE = Duration.ofSeconds(1).dividedBy(1000);
    private static final int STEADY_RUNS = 20 * 1000 / SyntheticRun.FACTS;

    private final Feed feed;
    private final Kafka kafka;
    private final Store store;
    private final ServiceProcess collector;
    private final Figures cold;

    /** Returns when the first runs are drained. */
    CollectorDrain(Feed feed, Kafka kafka, String bootstrapServers, Store store, int firstRuns, Path folder)
            throws ExecutionException, InterruptedException {
        this.feed = feed;
        this.kafka = kafka;
        this.store = store;
        feed.fill(firstRuns);
        Reading begin = new Reading(Instant.now(), Duration.ZERO, store.cpu());
        collector = ServiceProcess.start(Service.COLLECTOR, Ports.free(), Map.of(
                "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
                "MONGODB_URI", store.uri(),
                "PIPELINE_MONGODB_DATABASE", store.database("collector").getName()), folder.resolve("collector-service.log"));
        cold = drained("collector, from its start", begin, firstRuns);
    }

    Figures cold() {
        return cold;
    }

    /** Fills the topics while the process stands still, and has it drain them. */
    Figures warm(int runs) throws ExecutionException, InterruptedException {
        collector.process().halt();
        Reading begin;
        try {
            feed.fill(runs);
            begin = Reading.of(collector.pid(), store);
        } finally {
            collector.process().goOn();
        }
        return drained("collector, warm", begin, runs);
    }

    /** Returns when each run has its envelope and all offsets are committed; what is measured ends with the last envelope. */
    private Figures drained(String name, Reading begin, int runs) throws ExecutionException, InterruptedException {
        Patience patience = new Patience(collector.process());
        Reading end = begin;
        long envelopes = kafka.envelopes();
        while (envelopes < feed.runs() || !kafka.isRead(GROUP, Topics.RESEARCH_JOBS, Topics.RUN_EVENTS)) {
            if (patience.look(envelopes)) {
                end = Reading.of(collector.pid(), store);
            }
            envelopes = kafka.envelopes();
        }
        return Figures.of(name, (long) runs * SyntheticRun.FACTS, begin, end, Usage.of(collector.pid()).residentMib());
    }

    /** @return when the runs of 20 s at 1,000 facts a second ended; all have their envelopes */
    Map<UUID, Instant> steady() throws ExecutionException, InterruptedException {
        Map<UUID, Instant> ends = feed.pace(STEADY_RUNS, PACE);
        drained("", Reading.of(collector.pid(), store), STEADY_RUNS);
        return ends;
    }

    @Override
    public void close() {
        collector.close();
    }
}
