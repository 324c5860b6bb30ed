package dev.tavilypipeline.bench.collector;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import dev.tavilypipeline.bench.facts.SyntheticRun;
import dev.tavilypipeline.bench.harness.Figures;
import dev.tavilypipeline.bench.harness.KafkaProbe;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.bench.harness.StallDetector;
import dev.tavilypipeline.bench.harness.Usage;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.start.Ports;

/** The packaged collector, started on topics that are already full. */
final class CollectorDrain implements AutoCloseable {

    private static final String GROUP = "collector-service";
    private static final Duration STEADY_INTERVAL = Duration.ofSeconds(1).dividedBy(1000);
    private static final int STEADY_RUNS = 20 * 1000 / SyntheticRun.FACTS;

    private final FactFeed feed;
    private final KafkaProbe kafka;
    private final String bootstrapServers;
    private final MongoServer mongo;
    private final Path folder;
    private ServiceProcess collector;

    CollectorDrain(FactFeed feed, KafkaProbe kafka, String bootstrapServers, MongoServer mongo, Path folder) {
        this.feed = feed;
        this.kafka = kafka;
        this.bootstrapServers = bootstrapServers;
        this.mongo = mongo;
        this.folder = folder;
    }

    /** Fills the topics, and measures from the start of the process. */
    Figures cold(int runs) throws InterruptedException {
        feed.send(runs);
        collector = ServiceProcess.start(Service.COLLECTOR, Ports.free(), Map.of(
                "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
                "MONGODB_URI", mongo.uri(),
                "PIPELINE_MONGODB_DATABASE", mongo.database("collector").getName()), folder.resolve("collector-service.log"));
        return drain("collector, cold", mongo.sampleWith(collector.pid()), runs);
    }

    /** Fills the topics while the process is suspended, and measures from when it goes on. */
    Figures warm(int runs) throws InterruptedException {
        collector.process().suspend();
        Figures.Sample begin;
        try {
            feed.send(runs);
            begin = mongo.sampleWith(collector.pid());
        } finally {
            collector.process().resume();
        }
        return drain("collector, warm", begin, runs);
    }

    /** @return when the runs of 20 s at 1,000 facts/s ended; all have their envelopes */
    Map<UUID, Instant> steadyLoad() throws InterruptedException {
        Map<UUID, Instant> ends = feed.send(STEADY_RUNS, STEADY_INTERVAL);
        drain("", mongo.sampleWith(collector.pid()), STEADY_RUNS);
        return ends;
    }

    /** Returns when each run has its envelope and all offsets are committed; measures until the last envelope. */
    private Figures drain(String name, Figures.Sample begin, int runs) throws InterruptedException {
        StallDetector stalls = new StallDetector(collector.process(), Duration.ofMillis(100));
        Figures.Sample end = begin;
        long envelopes = kafka.count(Topics.RUN_ENVELOPES);
        while (envelopes < feed.runs() || !kafka.hasCommittedAll(GROUP, Topics.RESEARCH_JOBS, Topics.RUN_EVENTS)) {
            if (stalls.poll(envelopes)) {
                end = mongo.sampleWith(collector.pid());
            }
            envelopes = kafka.count(Topics.RUN_ENVELOPES);
        }
        return begin.until(end, name, (long) runs * SyntheticRun.FACTS, Usage.of(collector.pid()).residentMib());
    }

    void stop() {
        if (collector != null) {
            collector.close();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
