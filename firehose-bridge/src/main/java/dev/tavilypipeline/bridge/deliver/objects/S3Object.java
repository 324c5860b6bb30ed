package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;

/**
 * Compressed rows in memory, in pieces, so that a large object is never copied to grow.
 *
 * @param md5 in base64, by which S3 verifies what it received
 * @param size in bytes
 */
record S3Object(Table table, String name, List<ByteBuffer> content, String md5, long size) {

    static S3Object of(Table table, String name, List<Row> rows) throws IOException {
        Pieces pieces = new Pieces();
        DigestOutputStream out = new DigestOutputStream(pieces, newMd5());
        GzipRows.write(rows, out);
        String md5 = Base64.getEncoder().encodeToString(out.getMessageDigest().digest());
        return new S3Object(table, name, pieces.content, md5, pieces.size);
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static final class Pieces extends OutputStream {

        private final List<ByteBuffer> content = new ArrayList<>();
        private long size;

        @Override
        public void write(int one) {
            write(new byte[] { (byte) one }, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int start, int length) {
            content.add(ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, start + length)));
            size += length;
        }
    }
}
