package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;

/** The two requests to Firehose. The client must not retry, which would send all records again. */
final class FirehoseApi implements AutoCloseable {

    private final FirehoseAsyncClient client;
    private final String address;

    /**
     * @param client with a {@link FirehoseBodyInterceptor}
     * @param address that it uses, as a user knows it
     */
    FirehoseApi(FirehoseAsyncClient client, String address) {
        this.client = client;
        this.address = address;
    }

    /** Never fails: a failure is a result too. */
    CompletableFuture<PutResult> put(String stream, Call call) {
        PutRecordBatchRequest request = PutRecordBatchRequest.builder().deliveryStreamName(stream)
                .overrideConfiguration(override -> override.putExecutionAttribute(FirehoseBodyInterceptor.BODY,
                        PutBody.of(stream, call)))
                .build();
        return client.putRecordBatch(request).handle((response, failure) -> failure == null ? result(call, response)
                : classify(failure));
    }

    CompletableFuture<DeliveryStreamDescription> describe(String stream) {
        return client.describeDeliveryStream(request -> request.deliveryStreamName(stream).limit(1))
                .thenApply(response -> response.deliveryStreamDescription());
    }

    PutResult.Failure classify(Throwable failure) {
        return ErrorClassifier.classify(failure, address);
    }

    /** A record counts as accepted only if nothing in the response says otherwise. */
    static PutResult result(Call call, PutRecordBatchResponse response) {
        int failures = response.failedPutCount() == null ? call.size() : response.failedPutCount();
        List<PutRecordBatchResponseEntry> entries = response.requestResponses();
        if (failures == 0 && entries.isEmpty()) {
            return new PutResult.Accepted(List.of(), Map.of(), false);
        }
        if (entries.size() != call.size()) {
            return unreadable("Firehose answered for " + entries.size() + " of " + call.size() + " records");
        }
        List<PackedRecord> failed = new ArrayList<>();
        Map<String, Integer> codes = new TreeMap<>();
        for (int i = 0; i < entries.size(); i++) {
            PutRecordBatchResponseEntry entry = entries.get(i);
            if (entry.errorCode() != null || (failures > 0 && entry.recordId() == null)) {
                failed.add(call.records().get(i));
                codes.merge(entry.errorCode() == null ? "NoErrorCode" : entry.errorCode(), 1, Integer::sum);
            }
        }
        if (response.failedPutCount() != null && failed.size() < failures) {
            return unreadable("Firehose says that " + failures + " records failed, and names " + failed.size());
        }
        return new PutResult.Accepted(failed, codes, codes.keySet().stream().anyMatch(ErrorClassifier::isThrottled));
    }

    private static PutResult unreadable(String reason) {
        return new PutResult.Retryable("UnreadableResponse", reason, false);
    }

    @Override
    public void close() {
        client.close();
    }
}
