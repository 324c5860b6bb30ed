package dev.tavilypipeline.analytics.load;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;

import dev.tavilypipeline.kit.aws.AwsErrors;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket into which Firehose or firehose-bridge puts objects. S3 lists by key, so the oldest hours come first; a request
 * brings up to 1,000 objects, whatever their hours. The SDK repeats requests that are throttled.
 */
final class S3Source implements ObjectSource {

    private static final int FORBIDDEN = 403;

    private final S3Client client;
    private final String bucket;

    S3Source(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public String description() {
        return "bucket=" + bucket;
    }

    @Override
    public Listing list(LakeTable table, String fromHour, boolean all) throws IOException {
        String folder = table.folder() + "/";
        ListObjectsV2Request request = ListObjectsV2Request.builder().bucket(bucket).prefix(folder)
                .startAfter(folder + fromHour).build();
        try {
            return new S3Listing(client.listObjectsV2Paginator(request).contents().stream()
                    .filter(object -> Hours.containObject(object.key().substring(folder.length())))
                    .map(S3Source::object)
                    .iterator());
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    private static LakeObject object(S3Object object) {
        return new LakeObject(object.key(), object.eTag(), object.size());
    }

    @Override
    public InputStream open(LakeObject object) throws IOException, UnreadableObjectException {
        try {
            return new WholeObject(client.getObject(request -> request.bucket(bucket).key(object.key())));
        } catch (NoSuchKeyException e) {
            throw new NoSuchFileException(object.key());
        } catch (S3Exception e) {
            if (e.statusCode() == FORBIDDEN) {
                // the bucket was listed a moment ago: this object is archived, or encrypted with a key of its own
                throw new UnreadableObjectException("S3 refuses it: " + AwsErrors.reason(e), e);
            }
            throw failed(e);
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    private IOException failed(SdkException failure) {
        return new IOException("bucket " + bucket + ": " + AwsErrors.reason(failure), failure);
    }

    @Override
    public void close() {
        client.close();
    }

    private final class S3Listing implements Listing {

        private final Iterator<LakeObject> objects;

        private S3Listing(Iterator<LakeObject> objects) {
            this.objects = objects;
        }

        @Override
        public boolean hasNext() {
            try {
                return objects.hasNext();
            } catch (SdkException e) {
                throw new UncheckedIOException(failed(e));
            }
        }

        @Override
        public LakeObject next() {
            return objects.next();
        }
    }

    /** Tells a connection that ended early, which is tried again, from an object that is damaged. */
    private static final class WholeObject extends FilterInputStream {

        private final long expected;
        private long read;

        private WholeObject(ResponseInputStream<GetObjectResponse> object) {
            super(object);
            this.expected = object.response().contentLength();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) == 1 ? Byte.toUnsignedInt(one[0]) : -1;
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            int count = super.read(bytes, start, length);
            if (count < 0 && read < expected) {
                throw new IOException("the answer ended after " + read + " of " + expected + " bytes");
            }
            read += Math.max(0, count);
            return count;
        }
    }
}
