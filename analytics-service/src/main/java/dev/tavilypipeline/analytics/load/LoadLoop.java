package dev.tavilypipeline.analytics.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.tavilypipeline.analytics.warehouse.duckdb.DuckDbWarehouse;
import dev.tavilypipeline.kit.aws.AwsClients;
import dev.tavilypipeline.kit.retry.RetryForever;
import io.micrometer.core.instrument.MeterRegistry;

/** Scans for new objects again and again, on one thread of its own, for as long as the service lives. */
@Singleton
class LoadLoop {

    private static final Logger LOG = Logger.getLogger(LoadLoop.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    /** A scan takes three requests, which are most of what an idle service does. */
    private static final Duration POLL_S3 = Duration.ofSeconds(2);
    /** AWS bills every listing. */
    private static final Duration POLL_AWS = Duration.ofSeconds(10);

    private final DuckDbWarehouse warehouse;
    private final RetryForever retry;
    private final Duration poll;
    private final ObjectSource source;
    private final LakeScan scan;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::loop, "load");

    LoadLoop(LoadSettings settings, ObjectSource source, DuckDbWarehouse warehouse,
            RetryForever retry, MeterRegistry metrics, AwsClients aws) {
        this.source = source;
        this.warehouse = warehouse;
        this.retry = retry;
        this.poll = settings.poll().orElse(defaultPoll(settings.fromS3(), aws.hasOwnEndpoint()));
        Clock clock = Clock.systemUTC();
        this.scan = new LakeScan(source, warehouse, new LoadMetrics(metrics, clock), clock, settings.fullScanEvery());
    }

    static Duration defaultPoll(boolean fromS3, boolean ownEndpoint) {
        if (!fromS3) {
            return POLL;
        }
        return ownEndpoint ? POLL_S3 : POLL_AWS;
    }

    void start() {
        LOG.infof("loading objects %s poll=%s", source.description(), poll);
        thread.start();
    }

    private void loop() {
        try {
            long start;
            do {
                start = System.nanoTime();
                if (retry.retryBlocking("loading objects", this::attempt)) {
                    warehouse.markComplete();
                }
            } while (!stop.await(pause(poll, System.nanoTime() - start), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A scan starts one poll interval after the start of the last, so that a long one does not delay the objects that came
     * meanwhile. If scans take longer than the interval, a tenth of it is left between them.
     *
     * @param took the last scan, in nanoseconds
     * @return nanoseconds
     */
    static long pause(Duration poll, long took) {
        return Math.max(poll.toNanos() / 10, poll.toNanos() - took);
    }

    private boolean attempt() throws IOException {
        try {
            return scan.run(this::isStopped);
        } catch (Error e) {
            // it would end the thread, and readiness would never tell
            throw new IllegalStateException("a scan failed", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    /** A started transaction runs to its end; the warehouse is closed after this. */
    void stop() throws InterruptedException {
        stop.countDown();
        thread.join(5_000);
        if (thread.isAlive()) {
            thread.interrupt(); // it may be waiting to try again
            thread.join(15_000);
        }
    }
}
