package dev.tavilypipeline.agent.run;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.agent.call.Attempt;
import dev.tavilypipeline.agent.call.CallDescription;
import dev.tavilypipeline.agent.call.Cost;
import dev.tavilypipeline.agent.call.Outcome;
import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.call.ParsedResponse;
import dev.tavilypipeline.agent.call.Usage;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.kit.tracing.Tracing;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;

class RunTraceTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String KILLED = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String SECRET = "tvly-secret of Acme";
    private static final Instant CALLED_AT = Instant.parse("2026-03-01T12:00:00Z");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing tracing = Tracing
            .to(SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build());
    private final UUID runId = UUID.randomUUID();

    private RunTrace trace(String earlierExecution) {
        return RunTrace.start(tracing, runId, "00-" + TRACE + "-aaaaaaaaaaaaaaaa-01", 3, 42, earlierExecution);
    }

    @Test
    void shouldLinkEachExecutionToTheOneBefore() {
        RunTrace trace = trace(KILLED);
        ExecutionTrace first = trace.execution(runId, UUID.randomUUID());
        first.broken();
        ExecutionTrace second = trace.execution(runId, UUID.randomUUID());
        second.ended(RunStatus.SUCCESS, null);
        trace.end(null);

        assertThat(ended()).extracting(SpanData::getTraceId).containsOnly(TRACE);
        assertThat(linksOf(ended().get(0))).containsExactly("00f067aa0ba902b7");
        assertThat(linksOf(ended().get(1))).containsExactly(ended().get(0).getSpanId());
        assertThat(ended().get(0).getAttributes().get(stringKey("error.type"))).isEqualTo("internal");
        assertThat(ended().get(1).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(ended().get(2).getName()).isEqualTo("process research.jobs");
        assertThat(ended().subList(0, 2)).extracting(SpanData::getParentSpanId).containsOnly(ended().get(2).getSpanId());
    }

    @Test
    void shouldGiveAnAttemptItsOwnTimesAndTheTypeOfItsErrorAlone() {
        ExecutionTrace execution = trace(null).execution(runId, UUID.randomUUID());
        execution.called(StepName.SEARCH_OVERVIEW, 2,
                attempt(new CallDescription("tavily", CallDescription.SEARCH, SECRET, null),
                        Failure.because("http_5xx", SECRET), 503, Usage.ofCredits(new BigDecimal("0.5"))));

        SpanData span = ended().get(0);
        assertThat(span.getName()).isEqualTo("execute_tool tavily_search");
        assertThat(span.getStartEpochNanos()).isEqualTo(CALLED_AT.getEpochSecond() * 1_000_000_000L);
        assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isEqualTo(Duration.ofMillis(250).toNanos());
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getAttributes().get(stringKey("error.type"))).isEqualTo("http_5xx");
        assertThat(span.toString()).contains("pipeline.attempt=2", "http.response.status_code=503", "pipeline.credits=0.5")
                .doesNotContain(SECRET, "Acme");
    }

    @Test
    void shouldAddUpTokensAndLeaveUnknownOnesOut() {
        ExecutionTrace execution = trace(null).execution(runId, UUID.randomUUID());
        CallDescription chat = new CallDescription("openai", CallDescription.CHAT, SECRET, "gpt-4o-mini");
        execution.called(StepName.SUMMARIZE, 1, attempt(chat, Failure.because("invalid_response", SECRET), 200,
                new Usage(null, 100, null, 15)));
        execution.called(StepName.SUMMARIZE, 2, attempt(chat, new Success<>(SECRET), 200, new Usage(null, 120, null, null)));
        execution.ended(RunStatus.PARTIAL, "http_429");

        assertThat(ended().get(1).getAttributes().asMap()).containsEntry(longKey("gen_ai.usage.input_tokens"), 120L)
                .containsEntry(stringKey("gen_ai.provider.name"), "openai")
                .doesNotContainKey(longKey("gen_ai.usage.output_tokens"));
        assertThat(ended().get(2).getAttributes().asMap()).containsEntry(longKey("gen_ai.usage.input_tokens"), 220L)
                .containsEntry(longKey("gen_ai.usage.output_tokens"), 15L)
                .containsEntry(stringKey("pipeline.status"), "partial")
                .containsEntry(stringKey("error.type"), "http_429");
        assertThat(ended().toString()).doesNotContain(SECRET, "Acme");
    }

    @Test
    void shouldMakeNothingWhileTracingIsOff() {
        RunTrace off = RunTrace.start(Tracing.OFF, runId, KILLED, 3, 42, KILLED);

        assertThat(off).isSameAs(RunTrace.OFF);
        assertThat(off.execution(runId, UUID.randomUUID())).isSameAs(ExecutionTrace.OFF);
        assertThat(ExecutionTrace.OFF.traceparent()).isNull();
    }

    private List<SpanData> ended() {
        return spans.getFinishedSpanItems();
    }

    private static List<String> linksOf(SpanData span) {
        return span.getLinks().stream().map(link -> link.getSpanContext().getSpanId()).toList();
    }

    private static Attempt<String> attempt(CallDescription description, Outcome<String> outcome, int status, Usage usage) {
        return new Attempt<>(UUID.randomUUID(), description, CALLED_AT, Duration.ofMillis(250), status,
                new ParsedResponse<>(outcome, null, usage, SECRET), new Cost(null, null), false);
    }
}
