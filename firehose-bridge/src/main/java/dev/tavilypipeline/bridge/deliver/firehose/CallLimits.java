package dev.tavilypipeline.bridge.deliver.firehose;

/**
 * What Firehose takes.
 *
 * @param recordBytes a record, before base64
 * @param records a call
 * @param callBytes a call, before base64
 */
record CallLimits(int recordBytes, int records, int callBytes) {

    static final CallLimits FIREHOSE = new CallLimits(1_024_000, 500, 4 * 1024 * 1024);

    CallLimits {
        if (recordBytes < 1 || records < 1 || callBytes < recordBytes) {
            throw new IllegalArgumentException("a call must hold at least one record of one byte");
        }
    }

    /** The same with calls of no more bytes, as long as a record of the full size has room. */
    CallLimits withCallBytesAtMost(long bytes) {
        return new CallLimits(recordBytes, records, (int) Math.max(recordBytes, Math.min(callBytes, bytes)));
    }
}
