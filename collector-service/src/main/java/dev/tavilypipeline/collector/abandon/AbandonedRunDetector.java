package dev.tavilypipeline.collector.abandon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.store.ActiveRuns;
import dev.tavilypipeline.collector.store.ActiveRuns.InactiveRun;
import dev.tavilypipeline.contract.RunAbandoned;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.kit.kafka.CloudEventHeaders;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;

/**
 * Abandons runs of which no fact was stored for the timeout: it writes a fact like any other and acts only when it is read
 * back.
 *
 * <p>
 * <b>Clocks.</b> The timeout starts when a collector stored the run's latest fact, so the agents' clocks do not matter. During
 * consumer lag, time counts only up to the point to which all facts were read. The time of the new fact is the timeout plus the
 * time of the latest fact or the time at which that was stored, whichever is earlier. So all replicas write the same fact, and
 * a rebuild from Kafka gives the same result.
 */
@Singleton
class AbandonedRunDetector {

    private static final int LIMIT = 500;
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);
    private static final Logger LOG = Logger.getLogger(AbandonedRunDetector.class);

    private final PeriodicTask task = new PeriodicTask("abandoning inactive runs");
    private final ActiveRuns runs;
    private final KafkaReadProgress progress;
    private final MutinyEmitter<byte[]> runEvents;
    private final Duration timeout;
    private final Clock clock;

    AbandonedRunDetector(ActiveRuns runs, KafkaReadProgress progress, @Channel("run-events") MutinyEmitter<byte[]> runEvents,
            Settings settings, Clock clock) {
        this.runs = runs;
        this.progress = progress;
        this.runEvents = runEvents;
        this.timeout = settings.after();
        this.clock = clock;
    }

    @ConfigMapping(prefix = "pipeline.abandon")
    interface Settings {

        /** How long after its latest fact a run that has started counts as abandoned. A run's own deadline is 10 min. */
        @WithDefault("15m")
        Duration after();

        @WithDefault("30s")
        Duration every();
    }

    @Scheduled(every = "${pipeline.abandon.every:30s}", delayed = "${pipeline.abandon.every:30s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        task.run(this::abandon);
    }

    private void abandon() {
        if (runs.inactiveSince(clock.instant().minus(timeout), 1).isEmpty()) {
            return;
        }
        Instant readUntil = progress.readUntil();
        if (readUntil.equals(Instant.MIN)) {
            return;
        }
        List<InactiveRun> inactive = runs.inactiveSince(readUntil.minus(timeout), LIMIT);
        inactive.forEach(run -> write(new RunAbandoned(run.runId(), run.executionId(), run.lastFactAt().plus(timeout))));
        if (!inactive.isEmpty()) {
            LOG.infof("runs abandoned runs=%d", inactive.size());
        }
    }

    /** Returns when Kafka has acknowledged the fact. Writing a fact twice has the same effect as writing it once. */
    private void write(RunAbandoned fact) {
        runEvents.sendMessage(Message.of(ContractJson.write(fact)).addMetadata(OutgoingKafkaRecordMetadata.<String> builder()
                .withKey(fact.runId().toString())
                .withHeaders(CloudEventHeaders.of(fact.factKey(), fact.type(), "/collector-service", fact.occurredAt()))
                .build())).await().atMost(WRITE_TIMEOUT);
    }
}
