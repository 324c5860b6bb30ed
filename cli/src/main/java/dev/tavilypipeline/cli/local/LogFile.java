package dev.tavilypipeline.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** The log of one process. */
final class LogFile {

    private LogFile() {
    }

    static List<String> lastLines(Path log, int count) {
        Deque<String> last = new ArrayDeque<>();
        // a byte each, so that a log with any bytes in it can be read
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> {
                last.add(line);
                if (last.size() > count) {
                    last.remove();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return last.stream().map(line -> new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .toList();
    }

    /** Keeps the log of the start before as NAME.log.1. */
    static void rotate(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
