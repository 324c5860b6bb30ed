package dev.tavilypipeline.bench.endtoend;

/** A submitted job. */
record Job(String runId, String company, boolean deliver) {

    String overviewQuery() {
        return company + " company overview";
    }

    String competitorsQuery() {
        return company + " competitors market";
    }
}
