package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tavilypipeline.bridge.deliver.aws.AwsClients;
import dev.tavilypipeline.bridge.deliver.aws.AwsErrors;
import dev.tavilypipeline.kit.start.DestinationName;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket that several bridges may share. S3 itself refuses a name that is taken. */
public final class S3Bucket implements ObjectStore {

    private static final int TIMEOUT_SECONDS = 3;

    private final S3AsyncClient client;
    private final String bucket;

    S3Bucket(S3AsyncClient client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    public static S3Bucket of(AwsClients aws, String bucket) {
        S3AsyncClientBuilder builder = S3AsyncClient.builder()
                // other endpoints than AWS's seldom have a host name for each bucket
                .forcePathStyle(aws.hasOwnEndpoint())
                // some store the framing of a body in chunks, or refuse these checksums; Content-MD5 is known to all
                .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        builder.overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .retryOnException(S3Bucket::isConflict).build()));
        return new S3Bucket(aws.build(builder), bucket);
    }

    /** Another write of the same name was in progress. */
    private static boolean isConflict(Throwable failure) {
        return failure instanceof S3Exception answer && answer.statusCode() == 409;
    }

    @Override
    public String name() {
        return DestinationName.S3.text();
    }

    @Override
    public ObjectBatch begin() {
        return new S3Batch(client, bucket);
    }

    @Override
    public void check() throws IOException {
        try {
            client.headBucket(request -> request.bucket(bucket)).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() instanceof NoSuchBucketException
                    ? "there is no bucket " + bucket + ": create it, or name another one by S3_BUCKET_NAME"
                    : "bucket " + bucket + ": " + AwsErrors.reason(e.getCause()),
                    e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("S3 does not answer within " + TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while asking for a bucket");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
