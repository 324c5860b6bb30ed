package dev.tavilypipeline.bridge.deliver.firehose;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tavilypipeline.bridge.deliver.aws.AsyncAwsClients;
import dev.tavilypipeline.kit.aws.AwsClients;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;

/** The two requests to Firehose. Their callers wait for the response. */
final class FirehoseApi implements Closeable {

    static final int DESCRIBE_TIMEOUT_SECONDS = 3;

    private static final BackoffStrategy BACKOFF = BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(200),
            Duration.ofSeconds(10));

    private final FirehoseAsyncClient client;
    private final String address;
    private final Semaphore callsInFlight;

    /**
     * @param client with a {@link FirehoseBodyInterceptor}; it must not retry, which would send accepted records again
     * @param address that it uses, as a user knows it
     */
    FirehoseApi(FirehoseAsyncClient client, String address, int callsAtOnce) {
        this.client = client;
        this.address = address;
        this.callsInFlight = new Semaphore(callsAtOnce);
    }

    static FirehoseApi of(FirehoseSettings settings, AwsClients aws) {
        return new FirehoseApi(AsyncAwsClients.build(aws,
                FirehoseAsyncClient.builder().overrideConfiguration(override -> override
                        .retryStrategy(DefaultRetryStrategy.doNotRetry()).addExecutionInterceptor(new FirehoseBodyInterceptor())
                        .apiCallTimeout(settings.callTimeout()))),
                aws.address(), settings.callsAtOnce());
    }

    /** Waits while as many requests are in flight as may be. A failure is a result too. */
    PutResult put(String stream, PutRequest request) throws InterruptedException {
        callsInFlight.acquire();
        try {
            PutRecordBatchRequest sdkRequest = PutRecordBatchRequest.builder().deliveryStreamName(stream)
                    .overrideConfiguration(override -> override.putExecutionAttribute(FirehoseBodyInterceptor.BODY,
                            PutBody.of(stream, request)))
                    .build();
            return result(request, client.putRecordBatch(sdkRequest).get());
        } catch (ExecutionException e) {
            return classify(e.getCause());
        } finally {
            callsInFlight.release();
        }
    }

    /** How long to wait after so many failures in a row, with jitter. */
    static Duration backoff(int failures) {
        return BACKOFF.computeDelay(failures);
    }

    DeliveryStreamDescription describe(String stream) throws ExecutionException, TimeoutException, InterruptedException {
        return client.describeDeliveryStream(request -> request.deliveryStreamName(stream).limit(1))
                .get(DESCRIBE_TIMEOUT_SECONDS, TimeUnit.SECONDS).deliveryStreamDescription();
    }

    PutResult.Failure classify(Throwable failure) {
        return ErrorClassifier.classify(failure, address);
    }

    /** A record counts as accepted only if nothing in the response says otherwise. */
    private static PutResult result(PutRequest request, PutRecordBatchResponse response) {
        int failures = response.failedPutCount() == null ? request.size() : response.failedPutCount();
        List<PutRecordBatchResponseEntry> entries = response.requestResponses();
        if (failures == 0 && entries.isEmpty()) {
            return new PutResult.Accepted(new PutRequest(List.of()), Map.of(), false);
        }
        if (entries.size() != request.size()) {
            return unreadable("Firehose answered for " + entries.size() + " of " + request.size() + " records");
        }
        List<PutRequest.FirehoseRecord> failed = new ArrayList<>();
        Map<String, Integer> codes = new TreeMap<>();
        for (int i = 0; i < entries.size(); i++) {
            PutRecordBatchResponseEntry entry = entries.get(i);
            if (entry.errorCode() != null || (failures > 0 && entry.recordId() == null)) {
                failed.add(request.records().get(i));
                codes.merge(entry.errorCode() == null ? "NoErrorCode" : entry.errorCode(), 1, Integer::sum);
            }
        }
        if (response.failedPutCount() != null && failed.size() < failures) {
            return unreadable("Firehose says that " + failures + " records failed, and names " + failed.size());
        }
        return new PutResult.Accepted(new PutRequest(failed), codes,
                codes.keySet().stream().anyMatch(ErrorClassifier::isThrottled));
    }

    private static PutResult unreadable(String reason) {
        return new PutResult.Retryable("UnreadableResponse", reason, false);
    }

    @Override
    public void close() {
        client.close();
    }
}
