package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.List;
import java.util.Map;

/** What has become of a call. */
sealed interface PutResult {

    /**
     * Firehose has all records but the failed ones.
     *
     * @param codes of the failed ones, how many each
     * @param throttled whether some failed because the stream takes no more at the moment
     */
    record Accepted(List<PackedRecord> failed, Map<String, Integer> codes, boolean throttled) implements PutResult {
    }

    /** Nothing is known to be accepted; the same may work after a while. */
    record Failed(String code, String reason, boolean throttled) implements PutResult {
    }

    /** Something in the call is not acceptable, whenever it is sent. */
    record Refused(String code, String reason) implements PutResult {
    }

    /** Nothing will be accepted until somebody mends something. */
    record Barred(String code, String reason) implements PutResult {
    }
}
