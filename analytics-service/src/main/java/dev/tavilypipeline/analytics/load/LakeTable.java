package dev.tavilypipeline.analytics.load;

/** The three kinds of rows, each with its folder in the lake, its table and that table's key. */
enum LakeTable {
    // in the order of loading: a run comes last, so that it is seldom seen without what follows it
    CALLS("calls", "api_calls", "call_id"),
    STEPS("steps", "run_steps", "step_id"),
    RUNS("runs", "agent_runs", "run_id");

    private final String folder;
    private final String table;
    private final String key;

    LakeTable(String folder, String table, String key) {
        this.folder = folder;
        this.table = table;
        this.key = key;
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
}
