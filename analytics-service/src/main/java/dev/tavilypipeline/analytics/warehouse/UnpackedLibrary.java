package dev.tavilypipeline.analytics.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jboss.logging.Logger;

/**
 * DuckDB's driver unpacks its library (70 MB) into the temporary folder at each start and removes it at an orderly end
 * only: processes that are killed would fill that folder. Linux lets a file go as soon as it is mapped, so ours goes then.
 */
final class UnpackedLibrary {

    private static final Logger LOG = Logger.getLogger(UnpackedLibrary.class);
    private static final Path MAPPED = Path.of("/proc/self/maps");

    private UnpackedLibrary() {
    }

    static void remove() {
        if (!Files.isReadable(MAPPED)) {
            return;
        }
        try {
            for (Path library : mapped(Files.readAllLines(MAPPED))) {
                Files.deleteIfExists(library);
            }
        } catch (IOException e) {
            LOG.warnf("unpacked library stays in the temporary folder reason=\"%s\"", e);
        }
    }

    static List<Path> mapped(List<String> maps) {
        return maps.stream()
                .filter(line -> line.contains("/libduckdb_java") && line.endsWith(".so"))
                .map(line -> Path.of(line.substring(line.indexOf('/'))))
                .distinct()
                .toList();
    }
}
