package dev.tavilypipeline.bridge.deliver.objects;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import dev.tavilypipeline.bridge.split.Row;

/** Rows, a line each, in a compressed file that survives a power failure. */
final class GzipFile {

    private static final int BUFFER_BYTES = 64 * 1024;

    private GzipFile() {
    }

    /** @return the size of the file, in bytes */
    static long write(Path file, List<Row> rows) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                GZIPOutputStream gzip = new FastGzip(Channels.newOutputStream(channel))) {
            OutputStream buffer = new BufferedOutputStream(gzip, BUFFER_BYTES);
            for (Row row : rows) {
                row.writeTo(buffer);
            }
            buffer.flush();
            gzip.finish();
            channel.force(true);
            return channel.size();
        }
    }

    /** On rows twice as fast as the default level, for objects an eighth larger. */
    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
