package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import dev.tavilypipeline.bridge.deliver.aws.AwsErrors;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The objects of one batch, compressed in memory, then put on condition that the name is free. */
final class S3Batch implements ObjectBatch {

    private final S3AsyncClient client;
    private final String bucket;
    private final List<S3Object> objects = new ArrayList<>();

    S3Batch(S3AsyncClient client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public void add(Table table, String name, List<Row> rows) throws IOException {
        objects.add(S3Object.of(table, name, rows));
    }

    @Override
    public Published publish() throws IOException {
        List<CompletableFuture<Boolean>> puts = objects.stream().map(this::put).toList();
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < puts.size(); i++) {
            if (await(puts.get(i))) {
                written.add(new Written(objects.get(i).table(), objects.get(i).size()));
            }
        }
        return new Published(written, objects.size() - written.size());
    }

    /** @return whether the name was free */
    private CompletableFuture<Boolean> put(S3Object object) {
        PutObjectRequest request = PutObjectRequest.builder().bucket(bucket).key(object.name()).ifNoneMatch("*")
                .contentType("application/gzip").contentMD5(object.md5()).build();
        return client.putObject(request, AsyncRequestBody.fromByteBuffersUnsafe(object.content().toArray(ByteBuffer[]::new)))
                .handle((response, failure) -> {
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause != null && !nameTaken(cause)) {
                        throw new CompletionException(cause);
                    }
                    return cause == null;
                });
    }

    /** S3 answers 412; some of its substitutes answer as to a conditional read. */
    private static boolean nameTaken(Throwable failure) {
        return failure instanceof S3Exception answer && (answer.statusCode() == 412 || answer.statusCode() == 304);
    }

    private boolean await(CompletableFuture<Boolean> put) throws IOException {
        try {
            return put.get();
        } catch (ExecutionException e) {
            throw new IOException("an object could not be put into bucket " + bucket + ": " + reason(e.getCause()),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while putting objects, as at a stop");
        }
    }

    private static String reason(Throwable failure) {
        String reason = AwsErrors.reason(failure);
        return failure instanceof S3Exception answer && answer.statusCode() == 501
                ? "its endpoint supports no conditional puts (If-None-Match: *), without which objects could be overwritten: use"
                        + " an S3 that supports them; it answers " + reason
                : reason;
    }

    @Override
    public void close() {
        // an incomplete put leaves nothing behind
    }
}
