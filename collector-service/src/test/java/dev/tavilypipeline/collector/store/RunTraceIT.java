package dev.tavilypipeline.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.emit.EmissionPolicy;
import dev.tavilypipeline.collector.emit.OutboxRelay;
import dev.tavilypipeline.collector.emit.OutboxTimes;
import dev.tavilypipeline.collector.emit.RunWriter;
import dev.tavilypipeline.collector.projection.PreparedEnvelope;
import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.kit.retry.RetryForever;
import dev.tavilypipeline.kit.tracing.Tracing;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;

/** The trace of an execution is stored with its run, so that whoever publishes the envelope continues it. */
class RunTraceIT {

    private static final Instant WRITTEN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = WRITTEN.plusSeconds(120);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String EXECUTION = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String EARLIER = "00-" + TRACE + "-aaaaaaaaaaaaaaaa-01";

    private final TestStore stores = new TestStore(Clock.fixed(WRITTEN, ZoneOffset.UTC));
    private final List<PreparedEnvelope> emitted = new ArrayList<>();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SampleRun run = SampleRun.numbered(1);

    @AfterEach
    void stop() {
        stores.close();
    }

    @Test
    void shouldStoreTheTraceOfTheNewestFacts() {
        var started = SampleRun.fact(run.started(1));
        RunState first = new RunState(run.runId, RunFacts.of(List.of(started)), null, WRITTEN, null, false, null, false, null)
                .tracedBy(EARLIER);
        stores.runs.write(List.of(RunUpdate.of(first, List.of(started), "v1", first.run(), null, null)));
        assertThat(stored().trace()).isEqualTo(EARLIER);

        var job = run.jobFact(); // belongs to the request
        RunState second = stored().tracedBy(null);
        second.facts().add(job);
        stores.runs.write(List.of(RunUpdate.of(second, List.of(job), "v2", second.run(), null, null)));
        assertThat(stored().trace()).isEqualTo(EARLIER);

        var again = SampleRun.fact(run.started(2));
        stores.runs.addFacts(List.of(RunUpdate.of(stored().tracedBy(EXECUTION), List.of(again), "v3", null, null, null)),
                LATER);
        assertThat(stored().trace()).isEqualTo(EXECUTION);
    }

    @Test
    void shouldContinueTheTraceOfTheExecutionFromTheOutbox() {
        addFinishedRun();

        assertThat(relay().publishDue(OutboxEntry.Kind.FACTS, 10)).isEqualTo(1);

        SpanData span = spans.getFinishedSpanItems().get(0);
        assertThat(span.getName()).isEqualTo("publish outbox");
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(emitted.get(0).traceparent()).isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
    }

    @Test
    void shouldLinkWhatAReplayEmitsAgain() {
        addFinishedRun();
        relay().publishDue(OutboxEntry.Kind.FACTS, 10);
        stores.replays.enqueue(Replay.ofWindow(UUID.randomUUID(), WRITTEN, Instant.EPOCH, LATER), WRITTEN, 1_000);

        assertThat(relay().publishDue(OutboxEntry.Kind.REPLAY, 10)).isEqualTo(1);

        SpanData span = spans.getFinishedSpanItems().get(1);
        assertThat(span.getTraceId()).isNotEqualTo(TRACE);
        assertThat(span.getLinks()).extracting(link -> link.getSpanContext().getSpanId()).containsExactly("00f067aa0ba902b7");
    }

    private RunState stored() {
        return stores.runs.find(List.of(run.runId)).get(0);
    }

    private void addFinishedRun() {
        stores.runs.addFacts(List.of(RunUpdate.of(RunState.absent(run.runId).tracedBy(EXECUTION),
                SampleRun.facts(run.execution(1, RunStatus.SUCCESS)), "v1", null, null, null)), WRITTEN);
    }

    private OutboxRelay relay() {
        Clock later = Clock.fixed(LATER, ZoneOffset.UTC);
        OutboxTimes times = new OutboxTimes(Duration.ofSeconds(60), Duration.ofSeconds(30));
        Tracing tracing = Tracing
                .to(SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build());
        RunWriter writer = new RunWriter(new RunStore(stores.runs.runs(), later), emitted::addAll, new EmissionPolicy(times),
                times, new RetryForever(), later, tracing);
        return new OutboxRelay(stores.runs, writer, times, later);
    }
}
