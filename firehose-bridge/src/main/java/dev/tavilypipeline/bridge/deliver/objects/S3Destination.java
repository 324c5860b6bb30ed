package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.bridge.deliver.aws.AsyncAwsClients;
import dev.tavilypipeline.kit.aws.AwsClients;
import dev.tavilypipeline.kit.aws.AwsErrors;
import dev.tavilypipeline.kit.start.DestinationName;
import io.micrometer.core.instrument.MeterRegistry;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket that several bridges may share. Objects are compressed in memory, then put on condition that the name is free; an
 * incomplete put leaves nothing behind.
 */
public final class S3Destination extends ObjectDestination {

    /** Each object costs a request, and loading is faster from a few large objects than from many small ones. */
    private static final BatchPolicy BATCH_POLICY = new BatchPolicy(Duration.ofSeconds(60), 64, 96, 1);

    private static final int CHECK_TIMEOUT_SECONDS = 3;

    private final S3AsyncClient client;
    private final String bucket;

    S3Destination(S3AsyncClient client, String bucket, TopicId topicId, MeterRegistry registry) {
        super(topicId, registry);
        this.client = client;
        this.bucket = bucket;
    }

    public static S3Destination of(AwsClients aws, String bucket, TopicId topicId, MeterRegistry registry) {
        S3AsyncClientBuilder builder = S3AsyncClient.builder()
                // other endpoints than AWS's seldom have a host name for each bucket
                .forcePathStyle(aws.hasOwnEndpoint())
                // some store the framing of a body in chunks, or refuse these checksums; Content-MD5 is known to all
                .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                // 409: another write of the same name was in progress
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .retryOnException(failure -> hasStatus(failure, 409)).build()));
        return new S3Destination(AsyncAwsClients.build(aws, builder), bucket, topicId, registry);
    }

    @Override
    public String name() {
        return DestinationName.S3.text();
    }

    @Override
    public BatchPolicy batchPolicy() {
        return BATCH_POLICY;
    }

    @Override
    List<Written> write(List<NewObject> objects) throws IOException, InterruptedException {
        List<GzippedRows> contents = new ArrayList<>();
        for (NewObject object : objects) {
            contents.add(GzippedRows.of(object.rows()));
        }
        List<CompletableFuture<PutObjectResponse>> puts = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            puts.add(put(objects.get(i).name(), contents.get(i)));
        }
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            if (isWritten(puts.get(i))) {
                written.add(new Written(objects.get(i).table(), contents.get(i).size()));
            }
        }
        return written;
    }

    private CompletableFuture<PutObjectResponse> put(String name, GzippedRows rows) {
        return client.putObject(request -> request.bucket(bucket).key(name).ifNoneMatch("*").contentType("application/gzip")
                .contentMD5(rows.md5()), AsyncRequestBody.fromByteBuffersUnsafe(rows.pieces().toArray(ByteBuffer[]::new)));
    }

    /** @return false if the name was taken */
    private boolean isWritten(CompletableFuture<PutObjectResponse> put) throws IOException, InterruptedException {
        try {
            put.get();
            return true;
        } catch (ExecutionException e) {
            // S3 answers 412; some of its substitutes answer as to a conditional read
            if (hasStatus(e.getCause(), 412) || hasStatus(e.getCause(), 304)) {
                return false;
            }
            String noConditions = hasStatus(e.getCause(),
                    501) ? "its endpoint supports no conditional puts (If-None-Match: *), "
                            + "without which objects could be overwritten: use an S3 that supports them; it answers " : "";
            throw new IOException("an object could not be put into bucket " + bucket + ": " + noConditions
                    + AwsErrors.reason(e.getCause()), e.getCause());
        }
    }

    private static boolean hasStatus(Throwable failure, int status) {
        return failure instanceof S3Exception answer && answer.statusCode() == status;
    }

    @Override
    public void check() throws IOException, InterruptedException {
        try {
            client.headBucket(request -> request.bucket(bucket)).get(CHECK_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() instanceof NoSuchBucketException
                    ? "there is no bucket " + bucket + ": create it, or name another one by S3_BUCKET_NAME"
                    : "bucket " + bucket + ": " + AwsErrors.reason(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("S3 does not answer within " + CHECK_TIMEOUT_SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
