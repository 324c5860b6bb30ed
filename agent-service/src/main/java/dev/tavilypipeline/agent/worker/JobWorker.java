package dev.tavilypipeline.agent.worker;

import java.time.Duration;
import java.util.concurrent.CancellationException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.run.Research;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.kit.json.UnreadableRecordException;
import dev.tavilypipeline.kit.kafka.CloudEventHeaders;
import dev.tavilypipeline.kit.kafka.DeadLetters;
import dev.tavilypipeline.kit.kafka.instance.InstanceName;
import dev.tavilypipeline.kit.kafka.instance.InstanceNameLost;
import dev.tavilypipeline.kit.retry.RetryForever;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Takes jobs from {@code research.jobs} and runs a bounded number of them side by side, none waiting for another.
 *
 * <p>
 * <b>Delivery.</b> A job is acknowledged when Kafka has its {@code run_finished}, or its copy among the dead letters. A job
 * that was at work when the service ended is delivered again, and its next execution is a new one. With a
 * {@code group.instance.id} a job starts only when Kafka has confirmed that no other process has joined under it, and runs at
 * work are broken off when one has.
 */
@ApplicationScoped
class JobWorker {

    private static final Logger LOG = Logger.getLogger(JobWorker.class);

    // a stream of messages and not a method with @Incoming: the framework runs those one at a time, and what merges them
    // there would lose the record's place, which the dead letters tell
    private final Multi<Message<byte[]>> jobs;
    private final JobRunner runner;
    private final DeadLetters deadLetters;
    private final RetryForever retry;
    private final WorkerSettings settings;
    private final InstanceName instance;
    private final RunsAtWork atWork = new RunsAtWork();
    private final RunMetrics metrics;

    private volatile boolean stopping;

    JobWorker(@Channel("research-jobs") Multi<Message<byte[]>> jobs, Research research, DeadLetters deadLetters,
            RetryForever retry, WorkerSettings settings, InstanceName instance, MeterRegistry metrics) {
        this.jobs = jobs;
        this.runner = new JobRunner(research, Duration.ofSeconds(1));
        this.deadLetters = deadLetters;
        this.retry = retry;
        this.settings = settings;
        this.instance = instance;
        this.metrics = new RunMetrics(metrics, atWork);
    }

    void start(@Observes StartupEvent event) {
        jobs.onItem().transformToUni(this::work)
                .merge(settings.concurrency())
                .subscribe().with(done -> {
                }, fault -> LOG.fatal("no more jobs are taken, restart the service", fault));
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        if (!atWork.awaitNone(settings.grace())) {
            LOG.warnf("stopping with runs at work, their jobs are handed over runs=%d", atWork.count());
            atWork.breakOff();
        }
    }

    /** The process that has joined under this one's name runs the jobs again: what is paid from here on is paid twice. */
    void lost(@Observes InstanceNameLost event) {
        stopping = true;
        LOG.warnf("runs at work are broken off runs=%d", atWork.count());
        atWork.breakOff();
    }

    private Uni<Void> work(Message<byte[]> message) {
        if (stopping) {
            return leave();
        }
        return confirmed()
                .chain(() -> stopping ? leave() : handled(message))
                .chain(() -> Uni.createFrom().completionStage(message.ack()))
                .onFailure(CancellationException.class).recoverWithUni(JobWorker::leave);
    }

    /** Completes on the thread of the caller, whose context the work needs. */
    private Uni<Void> confirmed() {
        Context context = Vertx.currentContext();
        Uni<Void> confirmed = instance.confirm();
        return context == null ? confirmed : confirmed.emitOn(work -> context.runOnContext(unused -> work.run()));
    }

    /** Neither done nor acknowledged: whoever comes next gets it. */
    private static Uni<Void> leave() {
        return Uni.createFrom().nothing();
    }

    private Uni<Void> handled(Message<byte[]> message) {
        ConsumerRecord<byte[], byte[]> record = recordOf(message);
        try {
            CloudEventHeaders.requireId(record.headers()); // the collector refuses it without: it would run unseen
            ResearchJob job = ContractJson.readJob(record.value());
            return atWork.join(job.runId(), () -> run(job));
        } catch (UnreadableRecordException e) {
            return deadLetters.send(record, e.getMessage());
        }
    }

    private Uni<Void> run(ResearchJob job) {
        LOG.infof("run started run_id=%s", job.runId());
        return retry.<RunFinished> retry("bringing runs to their end", () -> runner.run(job))
                .invoke(end -> {
                    metrics.finished(end);
                    LOG.infof("run finished run_id=%s execution_id=%s status=%s latency_ms=%.0f calls=%d",
                            end.runId(), end.executionId(), end.status().wireName(), end.totalLatencyMs(), end.calls());
                })
                .replaceWithVoid();
    }

    @SuppressWarnings("unchecked") // the channel's deserializers say so
    private static ConsumerRecord<byte[], byte[]> recordOf(Message<byte[]> message) {
        IncomingKafkaRecordMetadata<byte[], byte[]> metadata = message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow();
        return metadata.getRecord();
    }
}
