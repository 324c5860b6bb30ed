package dev.tavilypipeline.kit.retry;

import org.jboss.logging.Logger;

/**
 * Work that runs periodically, so a failed round loses nothing. Logs the first failure and the next success, and nothing in
 * between. Not for several threads.
 */
public final class PeriodicTask {

    private static final Logger LOG = Logger.getLogger(PeriodicTask.class);

    private final String what;
    private boolean failing;

    /** @param what a constant phrase for logs, such as {@code looking for inactive runs} */
    public PeriodicTask(String what) {
        this.what = what;
    }

    /** Never fails. */
    public void run(Runnable work) {
        try {
            work.run();
            if (failing) {
                LOG.infof("periodic task has recovered task=\"%s\"", what);
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warnf("periodic task failed, it will run again task=\"%s\" reason=\"%s: %s\"", what,
                        e.getClass().getSimpleName(), e.getMessage());
            }
            failing = true;
        }
    }
}
