package dev.tavilypipeline.analytics.load;

/** The three kinds of rows, each with its folder in the lake, its table and that table's key. */
enum LakeTable {
    // in the order of loading: a run comes last, so that it is seldom seen without what follows it
    CALLS("calls", "api_calls", "call_id", "call_id"),
    STEPS("steps", "run_steps", "step_id", "requested_at"),
    RUNS("runs", "agent_runs", "run_id", "requested_at");

    private final String folder;
    private final String table;
    private final String key;
    private final String orderedBy;

    LakeTable(String folder, String table, String key, String orderedBy) {
        this.folder = folder;
        this.table = table;
        this.key = key;
        this.orderedBy = orderedBy;
    }

    String folder() {
        return folder;
    }

    String table() {
        return table;
    }

    String key() {
        return key;
    }

    /** The column by which rows that arrive together are stored together: a call_id begins with its time. */
    String orderedBy() {
        return orderedBy;
    }

    /** Whether all rows with one key have one value of {@link #orderedBy}: a run's requested_at may change. */
    boolean isOrderedByKey() {
        return orderedBy.equals(key);
    }
}
