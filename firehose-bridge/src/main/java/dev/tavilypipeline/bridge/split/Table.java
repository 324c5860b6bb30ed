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

    /** The first part of its objects' names, and its name in metrics. */
    public String prefix() {
        return prefix;
    }

    /** The field that identifies a row. */
    String key() {
        return key;
    }
}
