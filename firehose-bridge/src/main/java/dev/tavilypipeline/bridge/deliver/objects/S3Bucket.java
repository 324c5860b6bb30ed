package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tavilypipeline.bridge.deliver.aws.AwsClients;
import dev.tavilypipeline.bridge.deliver.aws.Credentials;
import dev.tavilypipeline.kit.start.DestinationName;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** A bucket that several bridges may share. A name that is taken is refused by S3 itself, whoever took it. */
public final class S3Bucket implements ObjectStore {

    private static final int TIMEOUT_SECONDS = 3;

    private final S3AsyncClient client;
    private final String bucket;

    S3Bucket(S3AsyncClient client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    public static S3Bucket of(AwsClients aws, String bucket) {
        // what stands in for S3 seldom has a host name a bucket
        return new S3Bucket(aws.build(S3AsyncClient.builder().forcePathStyle(aws.isStandIn())), bucket);
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
                    ? "there is no bucket " + bucket + ": make it, or name another one by S3_BUCKET_NAME"
                    : "bucket " + bucket + ": " + Credentials.reason(e.getCause()),
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
