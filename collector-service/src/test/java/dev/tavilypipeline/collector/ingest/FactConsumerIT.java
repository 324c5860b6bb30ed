package dev.tavilypipeline.collector.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.emit.EmissionPolicy;
import dev.tavilypipeline.collector.emit.EnvelopeSink;
import dev.tavilypipeline.collector.emit.OutboxTimes;
import dev.tavilypipeline.collector.emit.RunWriter;
import dev.tavilypipeline.collector.ingest.RunUpdatePlanner.UpdatePlan;
import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.kafka.CloudEventHeaders;
import dev.tavilypipeline.kit.retry.RetryForever;
import dev.tavilypipeline.kit.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;

/** A batch and the ones behind it when something unexpected fails. */
class FactConsumerIT {

    private static final OutboxTimes TIMES = new OutboxTimes(Duration.ofMinutes(1), Duration.ofSeconds(30));
    private static final TopicPartition EVENTS = new TopicPartition(Topics.RUN_EVENTS, 0);
    private static final int FAULTS = 3;

    private static TestMongo mongo;

    private final Clock clock = Clock.systemUTC();
    private final RunStore store = new RunStore(mongo.runs(), clock);
    /** Counts down with each look at the consumer's clock, which fails at 1. */
    private final AtomicInteger failingInstants = new AtomicInteger();
    private final InstantSource faultyTime = () -> {
        if (failingInstants.getAndDecrement() == 1) {
            throw new IllegalStateException("a fault inside the service");
        }
        return clock.instant();
    };
    private final List<String> emitted = Collections.synchronizedList(new ArrayList<>());
    private final List<String> outcomes = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger attempts = new AtomicInteger();
    private final CompletableFuture<Void> kafkaAnswers = new CompletableFuture<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final StalledBatchCheck inFlight = new StalledBatchCheck(() -> Duration.ofMinutes(1),
            faultyTime.withZone(ZoneOffset.UTC), metrics);
    private final FactConsumer consumer = consumer(envelopes -> {
        if (!envelopes.isEmpty() && attempts.incrementAndGet() <= FAULTS) {
            throw new IllegalStateException("a fault inside the service");
        }
        if (!envelopes.isEmpty()) {
            kafkaAnswers.join();
        }
        envelopes.forEach(envelope -> emitted.add(envelope.envelope().runId().toString()));
    });

    @BeforeAll
    static void start() {
        mongo = TestMongo.start();
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @AfterEach
    void end() {
        consumer.close();
    }

    @Test
    void shouldRetryWhateverFailsAndAcknowledgeInOrder() {
        kafkaAnswers.complete(null);
        SampleRun first = SampleRun.numbered(601);
        SampleRun second = SampleRun.numbered(602);

        consumer.consume(message("first", first)).await().atMost(Duration.ofSeconds(10));
        consumer.consume(message("second", second)).await().atMost(Duration.ofSeconds(10));

        await().atMost(Duration.ofSeconds(20)).until(() -> outcomes.size() == 2);
        assertThat(outcomes).containsExactly("first acknowledged", "second acknowledged");
        assertThat(attempts.get()).isEqualTo(FAULTS + 2);
        assertThat(emitted).containsExactly(first.runId.toString(), second.runId.toString());
        assertThat(List.of(first, second)).allSatisfy(run -> assertThat(store.find(run.runId).map(RunState::emitted))
                .hasValueSatisfying(known -> assertThat(known.revision()).isEqualTo(SampleRun.FACTS + 1)));
        assertThat(inFlight.inFlightFor()).isZero();
    }

    @Test
    void shouldStoreAllFactsOfABatchWhosePlanningFailed() {
        SampleRun planned = SampleRun.numbered(603);
        SampleRun failed = SampleRun.numbered(604);
        failingInstants.set(4); // polled, read, the first run planned, and then the second

        consumer.consume(message("batch", List.of(record(Topics.RESEARCH_JOBS, planned.jobFact(), "job-1"),
                record(Topics.RESEARCH_JOBS, failed.jobFact(), "job-2")))).await().atMost(Duration.ofSeconds(10));

        await().atMost(Duration.ofSeconds(20)).until(() -> outcomes.size() == 1);
        assertThat(List.of(planned, failed)).allSatisfy(run -> assertThat(store.find(run.runId)).isPresent());
        assertThat(failingInstants.get()).isNegative();
    }

    @Test
    void shouldCountFactsAtOnceThatAreStampedAheadAndWarn() {
        kafkaAnswers.complete(null);
        SampleRun ahead = new SampleRun(SampleRun.id(605), true, Instant.now().plus(Duration.ofHours(26)));
        attempts.set(FAULTS);
        List<String> warnings = Collections.synchronizedList(new ArrayList<>());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                warnings.add(record.getMessage() + Arrays.toString(record.getParameters()));
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
        Logger logger = Logger.getLogger(FactBatch.class.getName());
        logger.addHandler(handler);
        try {
            consumer.consume(message("ahead", ahead)).await().atMost(Duration.ofSeconds(10));
            await().atMost(Duration.ofSeconds(5)).until(() -> emitted.contains(ahead.runId.toString()));
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(warnings).singleElement().asString().contains("timestamps in the future", ahead.runId.toString());
    }

    /** Another owner that read what is being written would emit the same envelopes. */
    @Test
    void shouldGiveUpPartitionsWhenWhatIsInFlightIsWritten() {
        SampleRun run = SampleRun.numbered(606);
        consumer.consume(message("in flight", run)).subscribe().with(done -> {
        });
        kafkaAnswers.completeOnTimeout(null, 500, TimeUnit.MILLISECONDS);

        consumer.onPartitionsRevoked(null, List.of(EVENTS));

        assertThat(outcomes).containsExactly("in flight acknowledged");
        assertThat(emitted).containsExactly(run.runId.toString());
    }

    @Test
    void shouldStopWhenWhatIsInFlightIsWrittenAndTakeNothingMore() {
        SampleRun run = SampleRun.numbered(607);
        consumer.consume(message("in flight", run)).subscribe().with(done -> {
        });
        kafkaAnswers.completeOnTimeout(null, 500, TimeUnit.MILLISECONDS);

        consumer.stop(new ShutdownEvent());
        Uni<Void> after = consumer.consume(message("after", SampleRun.numbered(608)));

        assertThat(outcomes).containsExactly("in flight acknowledged");
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> after.await().atMost(Duration.ofMillis(300)));
    }

    /** Stored runs of 1 MB each, all of which one poll may name. */
    @Test
    void shouldPlanOnlyAsManyStoredRunsAsMayBeInMemoryAtOnce() {
        int runs = 12;
        RunUpdatePlanner writing = planner();
        FactBatch batch = new FactBatch(clock.instant());
        for (int i = 0; i < runs; i++) {
            SampleRun run = SampleRun.numbered(610 + i);
            FactBatch large = new FactBatch(clock.instant());
            large.add(new ReceivedFact(Fact.event(() -> "filler", ("{\"type\":\"of_a_later_version\",\"run_id\":\"" + run.runId
                    + "\",\"text\":\"" + "x".repeat(1_000_000) + "\"}").getBytes(UTF_8)),
                    record(Topics.RUN_EVENTS, run.jobFact(), "x")));
            store.write(writing.plan(large).updates());
            batch.add(new ReceivedFact(run.jobFact(), record(Topics.RESEARCH_JOBS, run.jobFact(), "job")));
        }

        RunUpdatePlanner planner = planner();
        List<UpdatePlan> plans = new ArrayList<>();
        while (!batch.runIds().isEmpty()) {
            plans.add(planner.plan(batch));
        }

        assertThat(plans).hasSizeGreaterThan(1).allSatisfy(plan -> assertThat(plan.updates()).hasSizeBetween(1, 6));
        assertThat(plans.stream().mapToInt(plan -> plan.updates().size()).sum()).isEqualTo(runs);
        assertThat(plans).allSatisfy(plan -> assertThat(store.write(plan.updates())).isEmpty());
    }

    private RunUpdatePlanner planner() {
        return new RunUpdatePlanner(store, new EmissionPolicy(TIMES), new RetryForever(), clock,
                new RunCache());
    }

    private Message<ConsumerRecords<byte[], byte[]>> message(String name, SampleRun run) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(record(Topics.RESEARCH_JOBS, run.jobFact(), "job"));
        SampleRun.facts(run.execution(601, RunStatus.SUCCESS))
                .forEach(fact -> records.add(record(Topics.RUN_EVENTS, fact, fact.key())));
        return message(name, records);
    }

    private Message<ConsumerRecords<byte[], byte[]>> message(String name, List<ConsumerRecord<byte[], byte[]>> records) {
        return Message.<ConsumerRecords<byte[], byte[]>> of(new ConsumerRecords<>(Map.of(EVENTS, records), Map.of()))
                .withAck(() -> outcome(name + " acknowledged")).withNack(failure -> outcome(name + " refused"));
    }

    private CompletableFuture<Void> outcome(String what) {
        outcomes.add(what);
        return CompletableFuture.completedFuture(null);
    }

    private ConsumerRecord<byte[], byte[]> record(String topic, Fact fact, String id) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(topic, 0, 0, null, fact.json().getBytes(UTF_8));
        CloudEventHeaders.of(id, "test", "/test", clock.instant()).forEach(record.headers()::add);
        return record;
    }

    private FactConsumer consumer(EnvelopeSink sink) {
        RetryForever retry = new RetryForever();
        EmissionPolicy policy = new EmissionPolicy(TIMES);
        return new FactConsumer(store, new RunWriter(store, sink, policy, TIMES, retry, faultyTime.withZone(ZoneOffset.UTC),
                Tracing.OFF),
                policy, null, retry, faultyTime.withZone(ZoneOffset.UTC), metrics, inFlight);
    }
}
