package dev.tavilypipeline.cli.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import dev.tavilypipeline.cli.terminal.FailedException;
import dev.tavilypipeline.cli.terminal.Pause;
import dev.tavilypipeline.cli.terminal.Terminal;

/**
 * One start of some processes. Unless it is {@link #complete}, closing it stops what it has started, and so does the end of
 * this program: Ctrl-C during a start leaves nothing half started.
 */
final class Startup implements AutoCloseable {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final int LOG_LINES = 20;

    private final Settings settings;
    private final Home home;
    private final Processes processes;
    private final HealthProbe health;
    private final Terminal terminal;
    private final List<Component> started = new ArrayList<>();
    private final Set<Component> unready = EnumSet.noneOf(Component.class);
    private final Thread stopOnExit = new Thread(this::stopStarted, "stop-started");
    private boolean over;

    Startup(Settings settings, Home home, Processes processes, HealthProbe health, Terminal terminal) {
        this.settings = settings;
        this.home = home;
        this.processes = processes;
        this.health = health;
        this.terminal = terminal;
        Runtime.getRuntime().addShutdownHook(stopOnExit);
    }

    synchronized void start(Component component) {
        waitForTheEndIfOver();
        started.add(component);
        unready.add(component);
        processes.start(component);
    }

    /** Returns when each is ready; says so of those that this start has started. */
    void awaitReady(Collection<Component> components) {
        Instant began = Instant.now();
        List<Component> waiting = new ArrayList<>(components);
        while (true) {
            for (Component component : List.copyOf(waiting)) {
                if (isReady(component, began)) {
                    waiting.remove(component);
                    if (unready.remove(component)) {
                        terminal.note("  " + component.module() + " is ready after "
                                + Duration.between(began, Instant.now()).toSeconds() + " s");
                    }
                }
            }
            if (waiting.isEmpty()) {
                return;
            }
            Pause.of(POLL_INTERVAL);
        }
    }

    private boolean isReady(Component component, Instant began) {
        RunningProcess process = processes.running(component)
                .orElseThrow(() -> failed(component, component.module() + " ended while it started"));
        HealthProbe.Health answer = health.of(process);
        if (!answer.ready() && Instant.now().isAfter(began.plus(settings.startTimeout()))) {
            throw failed(component, component.module() + " is not ready after " + settings.startTimeout().toSeconds() + " s ("
                    + answer.problem() + "; PIPELINE_START_TIMEOUT sets how long to wait)");
        }
        return answer.ready();
    }

    private synchronized FailedException failed(Component component, String what) {
        waitForTheEndIfOver();
        LogFile.lastLines(home.log(component.module()), LOG_LINES).forEach(terminal::note);
        return new FailedException(what + ": its last lines are above, all of them in " + home.log(component.module()));
    }

    /** What was started stays. */
    synchronized void complete() {
        waitForTheEndIfOver();
        over = true;
    }

    private synchronized void stopStarted() {
        if (over) {
            return;
        }
        over = true;
        if (!started.isEmpty()) {
            terminal.note("Stopping what this call has started");
            processes.stop(started);
        }
    }

    /** Ctrl-C has come and all is stopped: nothing is said or done any more until the program ends. */
    private void waitForTheEndIfOver() {
        try {
            while (over) {
                new CountDownLatch(1).await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopStarted();
        try {
            Runtime.getRuntime().removeShutdownHook(stopOnExit);
        } catch (IllegalStateException e) {
            // the program is ending, and the hook does the same
        }
    }
}
