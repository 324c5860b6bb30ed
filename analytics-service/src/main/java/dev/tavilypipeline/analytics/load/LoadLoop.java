package dev.tavilypipeline.analytics.load;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import dev.tavilypipeline.analytics.warehouse.DuckDbWarehouse;
import dev.tavilypipeline.kit.retry.RetryForever;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Runs a pass after the other, on one thread of its own, for as long as the service lives. */
@ApplicationScoped
class LoadLoop {

    private static final Logger LOG = Logger.getLogger(LoadLoop.class);

    private final LoadSettings settings;
    private final LoadProgress progress;
    private final RetryForever retry;
    private final LoadPass pass;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::loop, "load");

    LoadLoop(LoadSettings settings, DuckDbWarehouse warehouse, LoadProgress progress, RetryForever retry,
            MeterRegistry metrics) {
        this.settings = settings;
        this.progress = progress;
        this.retry = retry;
        Clock clock = Clock.systemUTC();
        this.pass = new LoadPass(new Lake(settings.lakeDir()), warehouse, new LoadMetrics(metrics, clock), clock,
                settings.fullPassEvery());
    }

    void start(@Observes StartupEvent event) {
        LOG.infof("loading from the lake folder=%s", settings.lakeDir().toAbsolutePath());
        thread.start();
    }

    private void loop() {
        try {
            do {
                if (retry.retryBlocking("loading the lake", this::attempt)) {
                    progress.passDone();
                }
            } while (!stop.await(settings.poll().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt() {
        try {
            return pass.run(this::isStopped);
        } catch (Error e) {
            // it would end the thread, and readiness would never tell
            throw new IllegalStateException("a pass broke off", e);
        }
    }

    private boolean isStopped() {
        return stop.getCount() == 0;
    }

    /** A transaction that has begun is let end; the warehouse is closed after this. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.countDown();
        thread.join(5_000);
        if (thread.isAlive()) {
            thread.interrupt(); // it may be waiting to try again
            thread.join(15_000);
        }
    }
}
