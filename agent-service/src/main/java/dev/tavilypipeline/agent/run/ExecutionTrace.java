package dev.tavilypipeline.agent.run;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import dev.tavilypipeline.agent.call.Attempt;
import dev.tavilypipeline.agent.call.CallDescription;
import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.kit.tracing.SpanAttributes;
import dev.tavilypipeline.kit.tracing.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;

/**
 * One execution by OpenTelemetry's conventions for generative AI: {@code invoke_agent}, and in it {@code execute_tool} for each
 * attempt of a search and {@code chat} for each attempt at the model. Queries, prompts, answers and texts of errors are on no
 * span.
 */
final class ExecutionTrace {

    static final ExecutionTrace OFF = new ExecutionTrace(Tracing.OFF, Span.getInvalid());

    private static final String AGENT = "company-research";
    private static final String TOOL = "tavily_search";
    private static final AttributeKey<String> OPERATION = stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> PROVIDER = stringKey("gen_ai.provider.name");
    private static final AttributeKey<String> MODEL = stringKey("gen_ai.request.model");
    private static final AttributeKey<Long> INPUT_TOKENS = longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT_TOKENS = longKey("gen_ai.usage.output_tokens");

    private final Tracing tracing;
    private final Span span;
    private final String traceparent;
    private final AtomicLong inputTokens = new AtomicLong();
    private final AtomicLong outputTokens = new AtomicLong();

    private ExecutionTrace(Tracing tracing, Span span) {
        this.tracing = tracing;
        this.span = span;
        this.traceparent = Tracing.traceparent(span);
    }

    static ExecutionTrace start(Tracing tracing, String parent, String earlier, UUID runId, UUID executionId) {
        SpanBuilder span = tracing.child("invoke_agent " + AGENT, SpanKind.INTERNAL, parent)
                .setAttribute(OPERATION, "invoke_agent").setAttribute(stringKey("gen_ai.agent.name"), AGENT)
                .setAttribute(SpanAttributes.RUN_ID, runId.toString())
                .setAttribute(stringKey("pipeline.execution_id"), executionId.toString());
        return new ExecutionTrace(tracing, Tracing.link(span, earlier).startSpan());
    }

    /** Null if nothing is traced. */
    String traceparent() {
        return traceparent;
    }

    void called(StepName step, int number, Attempt<?> attempt) {
        if (!span.isRecording()) {
            return;
        }
        CallDescription call = attempt.description();
        boolean search = call.operation().equals(CallDescription.SEARCH);
        SpanBuilder builder = search ? toolSpan(attempt) : chatSpan(call);
        builder.setStartTimestamp(attempt.calledAt())
                .setAttribute(stringKey("pipeline.call_id"), attempt.callId().toString())
                .setAttribute(stringKey("pipeline.step"), step.wireName())
                .setAttribute(longKey("pipeline.attempt"), (long) number);
        if (attempt.httpStatus() != null) {
            builder.setAttribute(SpanAttributes.HTTP_STATUS, attempt.httpStatus().longValue());
        }
        Span child = builder.startSpan();
        setTokens(child, INPUT_TOKENS, attempt.response().usage().inputTokens(), inputTokens);
        setTokens(child, OUTPUT_TOKENS, attempt.response().usage().outputTokens(), outputTokens);
        Tracing.end(child, attempt.outcome() instanceof Failure<?> failure ? failure.errorType() : null,
                attempt.calledAt().plus(attempt.latency()));
    }

    private SpanBuilder toolSpan(Attempt<?> attempt) {
        SpanBuilder tool = tracing.child("execute_tool " + TOOL, SpanKind.INTERNAL, traceparent)
                .setAttribute(OPERATION, "execute_tool").setAttribute(stringKey("gen_ai.tool.name"), TOOL)
                .setAttribute(stringKey("gen_ai.tool.type"), "extension")
                .setAttribute(stringKey("gen_ai.tool.call.id"), attempt.callId().toString())
                .setAttribute(stringKey("pipeline.provider"), attempt.description().provider())
                .setAttribute(booleanKey("pipeline.cache_hit"), attempt.cacheHit());
        return attempt.response().usage().credits() == null ? tool
                : tool.setAttribute(AttributeKey.doubleKey("pipeline.credits"),
                        attempt.response().usage().credits().doubleValue());
    }

    private SpanBuilder chatSpan(CallDescription call) {
        span.setAttribute(PROVIDER, call.provider()).setAttribute(MODEL, call.model());
        return tracing.child("chat " + call.model(), SpanKind.CLIENT, traceparent).setAttribute(OPERATION, "chat")
                .setAttribute(PROVIDER, call.provider()).setAttribute(MODEL, call.model());
    }

    private void setTokens(Span child, AttributeKey<Long> key, Integer tokens, AtomicLong sum) {
        if (tokens != null) {
            child.setAttribute(key, tokens.longValue());
            span.setAttribute(key, sum.addAndGet(tokens));
        }
    }

    /** @param errorType null if there is none */
    void ended(RunStatus status, String errorType) {
        span.setAttribute(SpanAttributes.STATUS, status.wireName());
        Tracing.end(span, errorType);
    }

    void handedOver() {
        span.setAttribute(SpanAttributes.STATUS, RunControl.HANDED_OVER);
        span.end();
    }

    /** It failed inside the service. */
    void broken() {
        Tracing.end(span, ErrorType.INTERNAL);
    }
}
