package dev.tavilypipeline.agent.call;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The bytes of one response within {@link BodyLimit}, until it is closed. */
final class ResponseBody implements AutoCloseable {

    private static final int BUFFER = 8 << 10;

    private final BodyLimit limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long reserved;
    private boolean closed;

    ResponseBody(BodyLimit limit) {
        this.limit = limit;
    }

    /** Completes when all bytes are read. Above the limit it fails, and the connection is closed. */
    Uni<Void> read(Multi<byte[]> chunks) {
        return chunks.onItem().invoke(chunk -> add(bytes, chunk, chunk.length))
                .collect().last().replaceWithVoid();
    }

    private synchronized void add(ByteArrayOutputStream to, byte[] chunk, int length) {
        if (closed) {
            return; // after the timeout
        }
        reserved += length;
        limit.reserve(length, reserved);
        to.write(chunk, 0, length);
    }

    /** @throws IOException if it cannot be unpacked, or is too large when unpacked */
    byte[] unpacked(String encoding) throws IOException {
        byte[] packed = bytes.toByteArray();
        if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
            return packed;
        }
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        try (InputStream in = decoder(encoding.strip(), new ByteArrayInputStream(packed))) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                add(unpacked, buffer, read);
            }
        }
        return unpacked.toByteArray();
    }

    private static InputStream decoder(String encoding, InputStream packed) throws IOException {
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> new GZIPInputStream(packed);
            case "deflate" -> new InflaterInputStream(packed);
            default -> throw new IOException("unknown encoding");
        };
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            limit.release(reserved);
            bytes.reset();
        }
    }
}
