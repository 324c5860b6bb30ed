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

/**
 * The two requests that are made. The client must not try again by itself, since it would send all records again, and needs
 * the {@link FirehoseBodyInterceptor}.
 */
final class FirehoseApi implements AutoCloseable {

    private final FirehoseAsyncClient client;

    FirehoseApi(FirehoseAsyncClient client) {
        this.client = client;
    }

    /** Never fails: what went wrong is the answer. */
    CompletableFuture<PutResult> put(String stream, Call call) {
        PutRecordBatchRequest request = PutRecordBatchRequest.builder().deliveryStreamName(stream)
                .overrideConfiguration(override -> override.putExecutionAttribute(FirehoseBodyInterceptor.BODY,
                        PutBody.of(stream, call)))
                .build();
        return client.putRecordBatch(request).handle((response, failure) -> failure == null
                ? accepted(call, response)
                : ErrorClassifier.answer(failure));
    }

    CompletableFuture<DeliveryStreamDescription> describe(String stream) {
        return client.describeDeliveryStream(request -> request.deliveryStreamName(stream).limit(1))
                .thenApply(response -> response.deliveryStreamDescription());
    }

    static PutResult accepted(Call call, PutRecordBatchResponse response) {
        if (response.failedPutCount() != null && response.failedPutCount() == 0) {
            return new PutResult.Accepted(List.of(), Map.of(), false);
        }
        List<PutRecordBatchResponseEntry> entries = response.requestResponses();
        if (entries.size() != call.size()) {
            return new PutResult.Failed("UnreadableResponse", "Firehose answered for " + entries.size() + " of " + call.size()
                    + " records", false);
        }
        List<PackedRecord> failed = new ArrayList<>();
        Map<String, Integer> codes = new TreeMap<>();
        for (int i = 0; i < entries.size(); i++) {
            String code = entries.get(i).errorCode();
            if (code != null) {
                failed.add(call.records().get(i));
                codes.merge(code, 1, Integer::sum);
            }
        }
        return new PutResult.Accepted(failed, codes, codes.keySet().stream().anyMatch(ErrorClassifier::isThrottle));
    }

    @Override
    public void close() {
        client.close();
    }
}
