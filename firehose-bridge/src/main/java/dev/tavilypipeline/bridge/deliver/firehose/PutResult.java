package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.Map;

/** The outcome of one PutRecordBatch. */
sealed interface PutResult {

    /**
     * Firehose has all records but the failed ones.
     *
     * @param codes how many records failed with each error code
     * @param throttled whether some failed because the stream is over its quota
     */
    record Accepted(PutRequest failed, Map<String, Integer> codes, boolean throttled) implements PutResult {
    }

    /** No record is known to be accepted. */
    sealed interface Failure extends PutResult {

        String code();

        String reason();
    }

    /** The same request may succeed after a pause. */
    record Retryable(String code, String reason, boolean throttled) implements Failure {
    }

    /** Firehose does not accept this request, now or later: because of a record in it, or because of the stream. */
    record Rejected(String code, String reason) implements Failure {
    }

    /** No request will succeed until an operator changes something. */
    record Blocked(String code, String reason) implements Failure {
    }
}
