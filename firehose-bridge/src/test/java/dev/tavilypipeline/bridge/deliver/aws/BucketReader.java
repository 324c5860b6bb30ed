package dev.tavilypipeline.bridge.deliver.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads a bucket as anyone would who knows nothing of the bridge. */
public final class BucketReader {

    private final S3AsyncClient client;
    private final String bucket;

    public BucketReader(S3AsyncClient client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    public List<String> objects(String prefix) {
        return client.listObjectsV2(request -> request.bucket(bucket).prefix(prefix)).join().contents().stream()
                .map(S3Object::key).toList();
    }

    public List<String> lines(String prefix) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String object : objects(prefix)) {
            byte[] bytes = client.getObject(request -> request.bucket(bucket).key(object), AsyncResponseTransformer.toBytes())
                    .join().asByteArray();
            try (InputStream in = object.endsWith(".gz") ? new GZIPInputStream(new ByteArrayInputStream(bytes))
                    : new ByteArrayInputStream(bytes)) {
                lines.addAll(new String(in.readAllBytes(), UTF_8).lines().toList());
            }
        }
        return lines;
    }
}
