package dev.tavilypipeline.bridge.deliver.firehose;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import dev.tavilypipeline.bridge.deliver.RejectedRow;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;

/**
 * Delivers the rows of one table to its stream, on the threads of its callers.
 *
 * <p>
 * <b>Errors.</b> Only failed records are sent again, after a pause with jitter. A rejected call is halved until one row is
 * alone;
 * the row is handed back when the stream provably accepts others, see {@link PendingCalls}. If no neighbour is left to prove
 * that, a row accepted earlier is sent once more, which the warehouse settles by its revision. A stream that accepts nothing is
 * blocked: it is tried again every few seconds, and none of its rows is handed back. Only an interrupt ends this.
 */
final class StreamDelivery {

    private static final Logger LOG = Logger.getLogger(StreamDelivery.class);

    private final Table table;
    private final String stream;
    private final StreamContext context;
    private final CallLimits limits;
    private final RateLimiter limiter;
    private final StreamState state = new StreamState();

    StreamDelivery(Table table, String stream, StreamContext context, CallLimits limits, RateLimiter limiter) {
        this.table = table;
        this.stream = stream;
        this.context = context;
        this.limits = limits;
        this.limiter = limiter;
    }

    String stream() {
        return stream;
    }

    StreamState state() {
        return state;
    }

    /** Returns when Firehose has accepted all rows but those handed back, which it never accepts. */
    List<RejectedRow> deliver(List<Row> rows) throws InterruptedIOException {
        List<RejectedRow> rejected = new ArrayList<>();
        List<Row> fitting = new ArrayList<>();
        rows.forEach(row -> limits.oversize(row).ifPresentOrElse(reason -> rejected.add(new RejectedRow(row, reason)),
                () -> fitting.add(row)));
        try {
            send(new PendingCalls(new Packer(fitting, limits)), rejected);
            return rejected;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while delivering to Firehose, as at a stop");
        }
    }

    private void send(PendingCalls pending, List<RejectedRow> rejected) throws InterruptedException {
        Backoff backoff = context.backoffs().get();
        for (Call call = pending.next(); call != null; call = pending.next()) {
            PutResult result = put(call);
            if (result instanceof PutResult.Accepted accepted) {
                pending.retry(accepted(call, accepted, backoff));
            } else if (result instanceof PutResult.Retryable failure) {
                pending.retry(call);
                failed(call, failure);
                sleep(backoff.next());
            } else if (result instanceof PutResult.Rejected rejection) {
                rejected(call, rejection, pending, rejected);
            } else if (result instanceof PutResult.Blocked block) {
                pending.retry(call);
                blocked(call, block.code(), block.reason());
            }
        }
    }

    private PutResult put(Call call) throws InterruptedException {
        sleep(Duration.ofNanos(limiter.reserve(call.size(), call.bytes())));
        context.callsInFlight().acquire();
        try {
            return context.api().put(stream, call).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a put must not fail but return its result", e.getCause());
        } finally {
            context.callsInFlight().release();
        }
    }

    /** @return the failed records */
    private Call accepted(Call call, PutResult.Accepted result, Backoff backoff) throws InterruptedException {
        context.metrics().accepted(table, call, result.failed());
        if (result.failed().size() == call.size()) {
            reportIfRepeated("accepts no record: " + result.codes());
        } else {
            backoff.reset();
            if (state.accepted(firstAccepted(call, result), context.clock().instant())) {
                LOG.infof("delivering again stream=%s", stream);
            }
        }
        if (!result.failed().isEmpty()) {
            result.codes().forEach((code, count) -> context.metrics().retried(table, code, count));
            slowDownIf(result.throttled());
            sleep(backoff.next());
        }
        return new Call(result.failed());
    }

    private static Row firstAccepted(Call call, PutResult.Accepted result) {
        return call.records().stream().filter(record -> !result.failed().contains(record)).findFirst().orElseThrow().rows()
                .get(0);
    }

    private void failed(Call call, PutResult.Retryable failure) {
        context.metrics().retried(table, failure.code(), call.size());
        reportIfRepeated("accepts nothing: " + failure.reason());
        slowDownIf(failure.throttled());
    }

    private void reportIfRepeated(String what) {
        if (state.failed("stream " + stream + " " + what)) {
            LOG.warnf("delivery failing, retrying stream=%s reason=\"%s\"", stream, what);
        }
    }

    private void slowDownIf(boolean throttled) {
        if (throttled) {
            limiter.throttled();
        }
    }

    private void rejected(Call call, PutResult.Rejected rejection, PendingCalls pending, List<RejectedRow> rejected)
            throws InterruptedException {
        if (pending.rejected(call, state.acceptances())) {
            rejected.add(new RejectedRow(call.firstRow(), "Firehose rejects a row of " + table.prefix() + " of " + call.bytes()
                    + " bytes: " + rejection.code()));
        } else if (call.isSingleRow() && (state.rejectsSingleRows() || pending.hasOnlySuspects()) && !acceptsOtherRows()) {
            blocked(call, rejection.code(), "it rejects every row, " + rejection.reason());
        }
    }

    private boolean acceptsOtherRows() throws InterruptedException {
        Row probe = state.acceptedRow().orElse(null);
        if (probe == null) {
            return false;
        }
        Call call = Call.of(probe);
        if (put(call) instanceof PutResult.Accepted result && result.failed().isEmpty()) {
            context.metrics().accepted(table, call, List.of());
            state.accepted(probe, context.clock().instant());
            return true;
        }
        return false;
    }

    private void blocked(Call call, String code, String reason) throws InterruptedException {
        context.metrics().retried(table, code, call.size());
        if (state.blocked("stream " + stream + ": " + reason)) {
            LOG.warnf("delivery blocked, retrying stream=%s reason=\"%s\"", stream, reason);
        }
        sleep(context.blockedRetryDelay());
    }

    private static void sleep(Duration pause) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    }
}
