package dev.tavilypipeline.agent.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.admission.AdmissionControl;
import dev.tavilypipeline.agent.admission.DailyBudget;
import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.agent.run.ExecutionContext;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.kit.kafka.DeadLetters;
import dev.tavilypipeline.kit.kafka.instance.InstanceName;
import dev.tavilypipeline.kit.kafka.instance.InstanceNameLost;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;

/**
 * Reads jobs from {@code research.jobs} and gives each to the worker of its partition. A bounded number of runs is executed at
 * the same time; none waits for another.
 *
 * <p>
 * <b>Delivery guarantees.</b> The offset of a job is committed when Kafka has its {@code run_finished}, or its copy among the
 * dead letters. A job whose run did not end here is delivered again; a job of a finished run is not executed again. Before a
 * partition is revoked, and at a stop, runs may go on for the grace period; then they stop after their call in flight,
 * which is broken off if it takes 8 s more. With a
 * {@code group.instance.id} a job starts only when Kafka has confirmed that no other process has joined under it.
 */
@ApplicationScoped
@Identifier("agent-service")
class JobConsumer implements KafkaConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(JobConsumer.class);

    // a stream of messages and not a method with @Incoming: the framework runs those one at a time, and merging them there
    // would lose the record's place, which the dead letters state
    private final Multi<Message<byte[]>> jobs;
    private final JobRunner runner;
    private final OwnedHistories history;
    private final RunHistoryReader reader;
    private final AdmissionControl admission;
    private final DailyBudget budget;
    private final DeadLetters deadLetters;
    private final InstanceName instance;
    private final WorkerSettings settings;
    private final TimeSource time;
    private final RunMetrics metrics;
    private final PartitionWorkers workers;
    private volatile Optional<String> ended = Optional.empty();
    private final Uni<Void> drained;

    JobConsumer(@Channel("research-jobs") Multi<Message<byte[]>> jobs, ExecutionContext context, RunHistoryFactory histories,
            AdmissionControl admission, DailyBudget budget, DeadLetters deadLetters, InstanceName instance,
            WorkerSettings settings, TimeSource time, MeterRegistry metrics) {
        this.jobs = jobs;
        this.runner = new JobRunner(context, Duration.ofSeconds(1));
        this.history = histories.owned();
        this.workers = new PartitionWorkers(settings.grace(), time);
        this.drained = Uni.createFrom().voidItem().emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(workers::drainAll).memoize().indefinitely();
        this.reader = histories.reader(history, workers::cancel);
        this.admission = admission;
        this.budget = budget;
        this.deadLetters = deadLetters;
        this.instance = instance;
        this.settings = settings;
        this.time = time;
        this.metrics = new RunMetrics(metrics, time, workers::runningRuns);
    }

    void start(@Observes StartupEvent event) {
        reader.start();
        jobs.onItem().transformToUni(this::work)
                .merge(settings.concurrency())
                .subscribe().with(done -> {
                }, this::end);
    }

    private void end(Throwable fault) {
        LOG.fatal("no more jobs are executed, restart the service", fault);
        ended = Optional.of(String.valueOf(fault.getMessage()));
    }

    /** Why no more jobs are executed; empty while they are. */
    Optional<String> ended() {
        return ended;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.stream().map(TopicPartition::partition).forEach(partition -> {
            history.own(partition, time.now());
            budget.own(partition);
            workers.add(partition, new PartitionWorker(partition, history, runner, admission::awaitStart,
                    instance::confirm, job -> control(partition, job), deadLetters, metrics));
        });
        admission.share(workers.count());
    }

    /** On the polling thread: the new owner does not start before it returns. */
    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        List<Integer> revoked = partitions.stream().map(TopicPartition::partition).toList();
        workers.drainAndRemove(revoked);
        revoked.forEach(partition -> {
            history.disown(partition);
            budget.disown(partition);
        });
        admission.share(workers.count());
    }

    /** Other replicas execute the jobs already: no run makes another call. */
    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(lost -> workers.handOver(lost.partition()));
        onPartitionsRevoked(consumer, partitions);
    }

    /** At SIGTERM: no job starts while the requests that are open end. */
    void startDrain(@Observes ShutdownDelayInitiatedEvent event) {
        drained.subscribe().with(done -> {
        }, fault -> LOG.error("runs in flight could not be drained", fault));
    }

    void stop(@Observes ShutdownEvent event) {
        drained.await().indefinitely();
        reader.stop();
    }

    /** The process that has joined under this one's name executes the jobs again: what is paid from here on is paid twice. */
    void lost(@Observes InstanceNameLost event) {
        workers.handOver();
    }

    private RunControl control(int partition, ResearchJob job) {
        return new RunControl(partition, settings.deadline(), Optional.ofNullable(job.budgetCredits()), time,
                delay -> Uni.createFrom().voidItem().onItem().delayIt().by(delay));
    }

    /** A job that is not done is not acknowledged: the next owner of its partition reads it again. */
    private Uni<Void> work(Message<byte[]> message) {
        ConsumerRecord<byte[], byte[]> record = recordOf(message);
        return workers.of(record.partition()).map(worker -> worker.work(record))
                .orElseGet(() -> Uni.createFrom().item(false))
                .chain(isDone -> isDone ? Uni.createFrom().completionStage(message.ack()) : Uni.createFrom().voidItem())
                .onFailure().invoke(fault -> LOG.errorf(fault, "job not acknowledged partition=%d offset=%d",
                        record.partition(), record.offset()))
                .onFailure().recoverWithNull();
    }

    @SuppressWarnings("unchecked") // the channel's deserializers say so
    private static ConsumerRecord<byte[], byte[]> recordOf(Message<byte[]> message) {
        IncomingKafkaRecordMetadata<byte[], byte[]> metadata = message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow();
        return metadata.getRecord();
    }
}
