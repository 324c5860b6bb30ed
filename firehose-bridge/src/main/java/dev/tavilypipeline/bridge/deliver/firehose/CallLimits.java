package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.Optional;

import dev.tavilypipeline.bridge.split.Row;

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

    /** Why no record can hold the row, if none can. */
    Optional<String> oversize(Row row) {
        return row.size() <= recordBytes ? Optional.empty()
                : Optional.of(
                        "a row of " + row.table().prefix() + " is " + row.size() + " bytes, and a record of Firehose at most "
                                + recordBytes);
    }

    /** The same with calls of no more bytes, as long as a record of the full size has room. */
    CallLimits withCallBytesAtMost(long bytes) {
        return new CallLimits(recordBytes, records, (int) Math.max(recordBytes, Math.min(callBytes, bytes)));
    }
}
