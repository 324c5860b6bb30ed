package dev.tavilypipeline.kit.retry;

import org.jboss.logging.Logger;

/**
 * What is done again and again anyway, so that a round which fails loses nothing. It is told when task begin to fail and
 * when they work again, and not each time. Not for several threads.
 */
public final class PeriodicTask {

    private static final Logger LOG = Logger.getLogger(PeriodicTask.class);

    private final String what;
    private boolean failing;

    /** @param what a constant phrase for logs, such as {@code sweeping marks} */
    public PeriodicTask(String what) {
        this.what = what;
    }

    /** Never fails. */
    public void run(Runnable work) {
        try {
            work.run();
            if (failing) {
                LOG.infof("succeeded again what=\"%s\"", what);
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warnf("a round failed, the next ones try again what=\"%s\" reason=\"%s\"", what, e.getMessage());
            }
            failing = true;
        }
    }
}
