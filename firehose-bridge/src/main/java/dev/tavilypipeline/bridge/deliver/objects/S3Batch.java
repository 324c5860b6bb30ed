package dev.tavilypipeline.bridge.deliver.objects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import dev.tavilypipeline.bridge.deliver.aws.Credentials;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The objects of one batch, compressed in memory and then put, each only if its name is free. */
final class S3Batch implements ObjectBatch {

    private static final int NAME_TAKEN = 412;

    private record Prepared(Table table, String name, AsyncRequestBody body, long size) {
    }

    private final S3AsyncClient client;
    private final String bucket;
    private final List<Prepared> objects = new ArrayList<>();

    S3Batch(S3AsyncClient client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public void add(Table table, String name, List<Row> rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        GzipRows.write(rows, bytes);
        objects.add(new Prepared(table, name, AsyncRequestBody.fromBytesUnsafe(bytes.toByteArray()), bytes.size()));
    }

    @Override
    public Shown show() throws IOException {
        List<CompletableFuture<Boolean>> puts = objects.stream().map(this::put).toList();
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < puts.size(); i++) {
            if (await(puts.get(i))) {
                written.add(new Written(objects.get(i).table(), objects.get(i).size()));
            }
        }
        return new Shown(written, objects.size() - written.size());
    }

    /** @return whether the name was free */
    private CompletableFuture<Boolean> put(Prepared object) {
        PutObjectRequest request = PutObjectRequest.builder().bucket(bucket).key(object.name()).ifNoneMatch("*")
                .contentType("application/gzip").build();
        return client.putObject(request, object.body()).handle((response, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof S3Exception answer && answer.statusCode() == NAME_TAKEN) {
                return false;
            }
            if (cause != null) {
                throw new CompletionException(cause);
            }
            return true;
        });
    }

    private static boolean await(CompletableFuture<Boolean> put) throws IOException {
        try {
            return put.get();
        } catch (ExecutionException e) {
            throw new IOException("an object could not be put: " + Credentials.reason(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while putting objects, as at a stop");
        }
    }

    @Override
    public void close() {
        // what was put half is nowhere
    }
}
