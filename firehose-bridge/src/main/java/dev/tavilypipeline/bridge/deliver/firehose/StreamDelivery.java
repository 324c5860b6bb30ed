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
 * Brings rows of one table into its stream, on the threads of those who ask for it.
 *
 * <p>
 * <b>Errors.</b> Only records that failed are sent again, after a pause with jitter, whatever their code. A refused call is
 * halved until one row is alone; that one is handed back. While nothing can be accepted the call is held and tried again every
 * few seconds. None of this ends by itself: an interrupt ends it.
 */
final class StreamDelivery {

    private static final Logger LOG = Logger.getLogger(StreamDelivery.class);

    private final Table table;
    private final String stream;
    private final StreamContext means;
    private final CallLimits limits;
    private final RateLimiter limiter;
    private final StreamState state = new StreamState();

    StreamDelivery(Table table, String stream, StreamContext means, CallLimits limits, RateLimiter limiter) {
        this.table = table;
        this.stream = stream;
        this.means = means;
        this.limits = limits;
        this.limiter = limiter;
    }

    String stream() {
        return stream;
    }

    StreamState state() {
        return state;
    }

    /** Returns when Firehose has all rows but those handed back, which it will never take. */
    List<RejectedRow> deliver(List<Row> rows) throws InterruptedIOException {
        List<RejectedRow> refused = new ArrayList<>();
        List<Row> fitting = rows.stream().filter(row -> fits(row, refused)).toList();
        try {
            for (Packer calls = new Packer(fitting, limits); calls.hasNext();) {
                send(calls.next(), refused);
            }
            return refused;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while delivering to Firehose, as at a stop");
        }
    }

    private boolean fits(Row row, List<RejectedRow> refused) {
        if (row.size() <= limits.recordBytes()) {
            return true;
        }
        refused.add(new RejectedRow(row,
                "a row of " + table.prefix() + " is " + row.size() + " bytes, and a record of Firehose at most "
                        + limits.recordBytes()));
        return false;
    }

    private void send(Call call, List<RejectedRow> refused) throws InterruptedException {
        Backoff backoff = means.backoffs().get();
        Call left = call;
        while (left.size() > 0) {
            PutResult answer = put(left);
            if (answer instanceof PutResult.Accepted accepted) {
                left = accepted(left, accepted, backoff);
            } else if (answer instanceof PutResult.Failed failed) {
                failed(left, failed);
                sleep(backoff.next());
            } else if (answer instanceof PutResult.Refused one && !isAlone(left)) {
                LOG.debugf("call refused, halving it stream=%s records=%d reason=\"%s\"", stream, left.size(), one.reason());
                for (Call half : left.halves()) {
                    send(half, refused);
                }
                return;
            } else if (answer instanceof PutResult.Refused one && state.blamesTheRow()) {
                refused.add(refusal(left.records().get(0), one));
                return;
            } else {
                held(left, answer);
                sleep(means.mendPause());
            }
        }
    }

    private PutResult put(Call call) throws InterruptedException {
        sleep(Duration.ofNanos(limiter.reserve(call.size(), call.bytes())));
        means.callsAtOnce().acquire();
        try {
            return means.api().put(stream, call).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer that is none", e.getCause());
        } finally {
            means.callsAtOnce().release();
        }
    }

    private Call accepted(Call call, PutResult.Accepted answer, Backoff backoff) throws InterruptedException {
        means.metrics().accepted(table, call, answer.failed());
        if (answer.failed().size() < call.size()) {
            backoff.reset();
            if (state.accepted(means.clock().instant())) {
                LOG.infof("going on stream=%s", stream);
            }
        } else {
            failed("takes no record: " + answer.codes());
        }
        if (!answer.failed().isEmpty()) {
            answer.codes().forEach((code, count) -> means.metrics().triedAgain(table, code, count));
            slowDownIf(answer.throttled());
            sleep(backoff.next());
        }
        return new Call(answer.failed());
    }

    private void failed(Call call, PutResult.Failed answer) {
        means.metrics().triedAgain(table, answer.code(), call.size());
        failed("takes nothing: " + answer.reason());
        slowDownIf(answer.throttled());
    }

    private void failed(String what) {
        if (state.failed("stream " + stream + " " + what)) {
            LOG.warnf("held up, trying again until it works stream=%s reason=\"%s\"", stream, what);
        }
    }

    private void slowDownIf(boolean throttled) {
        if (throttled) {
            limiter.throttled();
        }
    }

    private void held(Call call, PutResult answer) {
        String code = answer instanceof PutResult.Barred barred ? barred.code() : ((PutResult.Refused) answer).code();
        String reason = answer instanceof PutResult.Barred barred ? barred.reason()
                : "it refuses whatever it is sent, " + ((PutResult.Refused) answer).reason();
        means.metrics().triedAgain(table, code, call.size());
        if (state.barred("stream " + stream + ": " + reason)) {
            LOG.warnf("held, tried again until it is mended stream=%s reason=\"%s\"", stream, reason);
        }
    }

    private RejectedRow refusal(PackedRecord alone, PutResult.Refused answer) {
        return new RejectedRow(alone.rows().get(0), "Firehose refuses a row of " + table.prefix() + " of " + alone.size()
                + " bytes: " + answer.code());
    }

    private static boolean isAlone(Call call) {
        return call.size() == 1 && call.records().get(0).rows().size() == 1;
    }

    private static void sleep(Duration pause) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    }
}
