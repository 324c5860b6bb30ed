package dev.tavilypipeline.bridge.deliver.firehose;

/** What a stream may be sent in a second; above it Firehose throttles. */
record Quota(double records, double calls, double bytes) {

    /** How much of a second a call uses up. */
    double share(int callRecords, long callBytes) {
        return Math.max(1 / calls, Math.max(callRecords / records, callBytes / bytes));
    }
}
