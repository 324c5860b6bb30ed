package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import dev.tavilypipeline.bridge.split.Row;

/** Compressed rows in a file that survives a power failure. */
final class GzipFile {

    private GzipFile() {
    }

    /** @return the size of the file, in bytes */
    static long write(Path file, List<Row> rows) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            GzipRows.write(rows, Channels.newOutputStream(channel));
            channel.force(true);
            return channel.size();
        }
    }
}
