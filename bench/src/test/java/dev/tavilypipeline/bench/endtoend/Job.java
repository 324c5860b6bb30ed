package dev.tavilypipeline.bench.endtoend;

/** A job as the test submitted it. */
record Job(String runId, String company, boolean deliver) {

    String overviewQuery() {
        return company + " company overview";
    }

    String competitorsQuery() {
        return company + " competitors market";
    }
}
