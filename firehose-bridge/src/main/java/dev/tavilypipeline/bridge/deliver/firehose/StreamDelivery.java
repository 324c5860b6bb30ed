package dev.tavilypipeline.bridge.deliver.firehose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import dev.tavilypipeline.bridge.deliver.RejectedRow;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;

/**
 * Delivers the rows of one table to its stream, on the threads of its callers.
 *
 * <p>
 * <b>Errors.</b> Only failed records are sent again, after a pause with jitter. A rejected request is halved until one row is
 * alone; the row is returned as rejected when the stream provably accepts others, see {@link PendingRequests}. If no neighbour
 * is
 * left to prove that, a row accepted earlier is sent once more; the warehouse keeps one of equal revisions. A stream that
 * accepts nothing is blocked: it is tried again every few seconds, and none of its rows is rejected. Only an interrupt ends
 * this.
 */
final class StreamDelivery {

    private static final Logger LOG = Logger.getLogger(StreamDelivery.class);

    private final Table table;
    private final String stream;
    private final FirehoseApi api;
    private final StreamState state;
    private final Packer.Limits limits;
    private final RateLimiter limiter;
    private final Duration blockedRetryDelay;
    private final FirehoseMetrics metrics;

    /** @param blockedRetryDelay between two attempts while the stream is blocked */
    StreamDelivery(Table table, String stream, FirehoseApi api, StreamState state, Packer.Limits limits, RateLimiter limiter,
            Duration blockedRetryDelay, FirehoseMetrics metrics) {
        this.table = table;
        this.stream = stream;
        this.api = api;
        this.state = state;
        this.limits = limits;
        this.limiter = limiter;
        this.blockedRetryDelay = blockedRetryDelay;
        this.metrics = metrics;
    }

    /** Returns when Firehose has accepted all rows but those handed back, which it never accepts. */
    List<RejectedRow> deliver(List<Row> rows) throws InterruptedException {
        List<RejectedRow> rejected = new ArrayList<>();
        List<Row> fitting = new ArrayList<>();
        for (Row row : rows) {
            if (row.size() <= limits.recordBytes()) {
                fitting.add(row);
            } else {
                rejected.add(new RejectedRow(row, "a row of " + table.prefix() + " is " + row.size()
                        + " bytes, and a record of Firehose at most " + limits.recordBytes()));
            }
        }
        PendingRequests pending = new PendingRequests(new Packer(fitting, limits));
        int failures = 0;
        for (PutRequest request = pending.next(); request != null; request = pending.next()) {
            PutResult result = put(request);
            if (result instanceof PutResult.Accepted accepted) {
                failures = accepted.failed().size() == request.size() ? failures : 0;
                accepted(request, accepted);
                pending.retry(accepted.failed());
                if (accepted.failed().size() > 0) {
                    sleep(FirehoseApi.backoff(++failures));
                }
            } else if (result instanceof PutResult.Retryable failure) {
                pending.retry(request);
                failed(request, failure);
                sleep(FirehoseApi.backoff(++failures));
            } else if (result instanceof PutResult.Rejected rejection) {
                rejected(request, rejection, pending, rejected);
            } else if (result instanceof PutResult.Blocked block) {
                pending.retry(request);
                blocked(request, block.code(), block.reason());
            }
        }
        return rejected;
    }

    private PutResult put(PutRequest request) throws InterruptedException {
        sleep(Duration.ofNanos(limiter.reserve(request.size(), request.bytes())));
        return api.put(stream, request);
    }

    private void accepted(PutRequest request, PutResult.Accepted result) {
        metrics.accepted(table, request, result.failed());
        if (result.failed().size() == request.size()) {
            reportIfRepeated("accepts no record: " + result.codes());
        } else if (state.accepted(firstAccepted(request, result))) {
            LOG.infof("delivery recovered stream=%s", stream);
        }
        result.codes().forEach((code, count) -> metrics.retried(table, code, count));
        slowDownIf(result.throttled());
    }

    private static Row firstAccepted(PutRequest request, PutResult.Accepted result) {
        return request.records().stream().filter(record -> !result.failed().records().contains(record)).findFirst()
                .orElseThrow()
                .rows().get(0);
    }

    private void failed(PutRequest request, PutResult.Retryable failure) {
        metrics.retried(table, failure.code(), request.size());
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

    private void rejected(PutRequest request, PutResult.Rejected rejection, PendingRequests pending, List<RejectedRow> rejected)
            throws InterruptedException {
        if (pending.rejected(request, state.acceptances())) {
            rejected.add(
                    new RejectedRow(request.firstRow(), "Firehose rejects a row of " + table.prefix() + " of " + request.bytes()
                            + " bytes: " + rejection.code()));
        } else if (request.isSingleRow() && (state.recordSingleRowRejection() || pending.hasOnlySuspects()) && !probeStream()) {
            blocked(request, rejection.code(), "it rejects every row, " + rejection.reason());
        }
    }

    private boolean probeStream() throws InterruptedException {
        Row probe = state.acceptedRow().orElse(null);
        if (probe == null) {
            return false;
        }
        PutRequest request = PutRequest.of(probe);
        if (put(request) instanceof PutResult.Accepted result && result.failed().size() == 0) {
            metrics.accepted(table, request, result.failed());
            state.accepted(probe);
            return true;
        }
        return false;
    }

    private void blocked(PutRequest request, String code, String reason) throws InterruptedException {
        metrics.retried(table, code, request.size());
        if (state.blocked("stream " + stream + ": " + reason)) {
            LOG.warnf("delivery blocked, retrying stream=%s reason=\"%s\"", stream, reason);
        }
        sleep(blockedRetryDelay);
    }

    private static void sleep(Duration pause) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    }
}
