package dev.tavilypipeline.localstack.firehose;

import java.util.Optional;

/** AWS's limits for one call. */
final class Limits {

    private static final int MAX_RECORDS = 500;
    private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;
    private static final int MAX_RECORD_BYTES = 1_024_000;

    private Limits() {
    }

    /** The response if the call exceeds a limit of AWS. */
    static Optional<Fault.Refusal> refusal(PutCall call) {
        if (call.records().isEmpty() || call.records().size() > MAX_RECORDS) {
            return Optional.of(new Fault.Refusal(400, "ValidationException", "1 validation error detected: Value at 'records' "
                    + "failed to satisfy constraint: Member must have length between 1 and " + MAX_RECORDS));
        }
        if (call.records().stream().anyMatch(record -> record.size() > MAX_RECORD_BYTES)) {
            return Optional.of(new Fault.Refusal(400, "ValidationException", "1 validation error detected: Value at "
                    + "'records.member.data' failed to satisfy constraint: Member must have length less than or equal to "
                    + MAX_RECORD_BYTES));
        }
        return call.bytes() > MAX_REQUEST_BYTES
                ? Optional.of(new Fault.Refusal(400, "InvalidArgumentException", "The batch is larger than 4 MiB."))
                : Optional.empty();
    }
}
