package dev.tavilypipeline.bridge.split;

/** A table of the warehouse. */
public enum Table {
    RUNS("runs", "run_id"),
    STEPS("steps", "step_id"),
    CALLS("calls", "call_id");

    private final String prefix;
    private final String key;

    Table(String prefix, String key) {
        this.prefix = prefix;
        this.key = key;
    }

    /** What its objects' names start with, and its name in metrics. */
    public String prefix() {
        return prefix;
    }

    /** The field that tells its rows apart. */
    String key() {
        return key;
    }
}
