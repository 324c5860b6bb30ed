package dev.tavilypipeline.agent.run;

import java.util.UUID;

import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.tracing.SpanAttributes;
import dev.tavilypipeline.kit.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;

/** What a job does in this process: a span for its record, and in it one for each execution, linked to the one before. */
public final class RunTrace {

    public static final RunTrace OFF = new RunTrace(Tracing.OFF, Span.getInvalid(), null);

    private final Tracing tracing;
    private final Span span;
    private String latestExecution;

    private RunTrace(Tracing tracing, Span span, String earlierExecution) {
        this.tracing = tracing;
        this.span = span;
        this.latestExecution = earlierExecution;
    }

    /**
     * @param traceparent of the job's record; null if it has none
     * @param earlierExecution traceparent of the execution of another process; null if there is none
     */
    public static RunTrace start(Tracing tracing, UUID runId, String traceparent, int partition, long offset,
            String earlierExecution) {
        if (!tracing.isOn()) {
            return OFF;
        }
        SpanBuilder process = tracing.child("process " + Topics.RESEARCH_JOBS, SpanKind.CONSUMER, traceparent);
        SpanAttributes.at(SpanAttributes.ofKafka(process, "process", Topics.RESEARCH_JOBS), partition, offset)
                .setAttribute(SpanAttributes.RUN_ID, runId.toString());
        return new RunTrace(tracing, process.startSpan(), earlierExecution);
    }

    ExecutionTrace execution(UUID runId, UUID executionId) {
        if (!tracing.isOn()) {
            return ExecutionTrace.OFF;
        }
        ExecutionTrace execution = ExecutionTrace.start(tracing, Tracing.traceparent(span), latestExecution, runId,
                executionId);
        latestExecution = execution.traceparent();
        return execution;
    }

    /** @param end null if the run goes on elsewhere */
    public void end(RunFinished end) {
        if (end != null) {
            span.setAttribute(SpanAttributes.STATUS, end.status().wireName());
        }
        span.end();
    }

    /** The job is given up. */
    public void fail() {
        Tracing.end(span, ErrorType.INTERNAL);
    }
}
