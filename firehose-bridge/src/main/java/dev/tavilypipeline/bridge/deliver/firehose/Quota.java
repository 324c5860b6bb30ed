package dev.tavilypipeline.bridge.deliver.firehose;

/** A stream's quota for a second; above it Firehose throttles. */
record Quota(double records, double calls, double bytes) {

    /** The share of a second's quota that a call uses. */
    double share(int callRecords, long callBytes) {
        return Math.max(1 / calls, Math.max(callRecords / records, callBytes / bytes));
    }
}
