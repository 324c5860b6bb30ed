package dev.tavilypipeline.cli.local;

/**
 * What {@code status} shows of a process.
 *
 * @param state ready, not ready, died or stopped
 * @param remark its address, and what keeps it from being ready
 */
public record StatusLine(Component component, String state, String pid, String resident, String remark) {

    public boolean ready() {
        return state.equals("ready");
    }
}
