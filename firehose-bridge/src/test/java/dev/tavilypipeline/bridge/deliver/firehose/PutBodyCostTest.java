package dev.tavilypipeline.bridge.deliver.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.reactivestreams.FlowAdapters;

import com.sun.management.ThreadMXBean;

import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.bridge.split.TestRows;
import io.smallrye.mutiny.Multi;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.model.Record;

/**
 * The reason for {@link PutBody}: what a row costs by it and by the SDK's own marshalling, from packed rows to a signed request
 * whose body has been read. {@code -Dput.calls=300} gives figures for the decision record.
 */
class PutBodyCostTest {

    private static final int CALLS = Integer.getInteger("put.calls", 10);
    private static final int ROW_BYTES = 420;
    private static final PutRequest REQUEST = new Packer(TestRows.some(Table.CALLS, 10_000, ROW_BYTES), Packer.Limits.FIREHOSE)
            .next();
    private static final int ROWS = REQUEST.records().stream().mapToInt(record -> record.rows().size()).sum();

    private record Cost(double cpuMicros, double allocatedBytes) {
    }

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final FirehoseAsyncClient client = FirehoseAsyncClient.builder().httpClient(new AcceptingClient())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .overrideConfiguration(override -> override.addExecutionInterceptor(new FirehoseBodyInterceptor()))
            .asyncConfiguration(async -> async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR,
                    Runnable::run))
            .build();
    private final FirehoseApi api = new FirehoseApi(client, "nowhere", 1);

    @Test
    void shouldAllocateLessThanTwoThirdsOfWhatTheSdkDoes() {
        measure(this::putByTheSdk);
        measure(this::put);
        Cost sdk = measure(this::putByTheSdk);
        Cost own = measure(this::put);

        System.out.printf("%d calls of %d rows of %d bytes: SDK %.2f us CPU and %.0f bytes a row, own body %.2f us and %.0f%n",
                CALLS,
                ROWS, ROW_BYTES, sdk.cpuMicros(), sdk.allocatedBytes(), own.cpuMicros(), own.allocatedBytes());
        assertThat(own.allocatedBytes()).isLessThan(sdk.allocatedBytes() * 2 / 3);
    }

    private Cost measure(Runnable put) {
        long cpu = thread.getCurrentThreadCpuTime();
        long allocated = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            put.run();
        }
        double rows = (double) CALLS * ROWS;
        return new Cost((thread.getCurrentThreadCpuTime() - cpu) / 1e3 / rows,
                (thread.getCurrentThreadAllocatedBytes() - allocated) / rows);
    }

    private void put() {
        try {
            assertThat(api.put("kpi-calls", REQUEST)).isInstanceOf(PutResult.Accepted.class);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a test", e);
        }
    }

    private void putByTheSdk() {
        List<Record> records = REQUEST.records().stream()
                .map(record -> Record.builder().data(SdkBytes.fromByteArrayUnsafe(bytes(record))).build()).toList();
        assertThat(client.putRecordBatch(request -> request.deliveryStreamName("kpi-calls").records(records)).join()
                .failedPutCount()).isZero();
    }

    private static byte[] bytes(PutRequest.FirehoseRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(record.size());
        for (Row row : record.rows()) {
            try {
                row.writeTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return out.toByteArray();
    }

    /** Reads each request on the caller's thread and says that all is accepted. */
    private static final class AcceptingClient implements SdkAsyncHttpClient {

        private static final byte[] ACCEPTED = "{\"FailedPutCount\":0,\"RequestResponses\":[]}".getBytes(UTF_8);

        @Override
        public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
            Multi.createFrom().publisher(FlowAdapters.toFlowPublisher(request.requestContentPublisher()))
                    .collect().asList().await().indefinitely();
            request.responseHandler().onHeaders(SdkHttpResponse.builder().statusCode(200)
                    .putHeader("Content-Length", Integer.toString(ACCEPTED.length)).build());
            request.responseHandler().onStream(FlowAdapters.toPublisher(Multi.createFrom().item(ByteBuffer.wrap(ACCEPTED))));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
