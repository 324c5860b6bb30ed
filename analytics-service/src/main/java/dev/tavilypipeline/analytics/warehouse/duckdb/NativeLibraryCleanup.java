package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jboss.logging.Logger;

/**
 * Deletes the library that DuckDB's driver unpacks into the temporary folder at each start. The driver deletes its 70 MB only
 * at
 * an orderly end, so processes that are killed would fill the folder. Linux lets a file be deleted as soon as it is mapped. A
 * library that was installed elsewhere, as in the images, stays.
 */
final class NativeLibraryCleanup {

    private static final Logger LOG = Logger.getLogger(NativeLibraryCleanup.class);
    private static final Path MAPPED = Path.of("/proc/self/maps");
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private NativeLibraryCleanup() {
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
            LOG.warnf("library not deleted from the temporary folder reason=\"%s\"", e);
        }
    }

    static List<Path> mapped(List<String> maps) {
        return maps.stream()
                .filter(line -> line.contains("/libduckdb_java") && line.endsWith(".so"))
                .map(line -> Path.of(line.substring(line.indexOf('/'))))
                .filter(library -> library.startsWith(TEMPORARY))
                .distinct()
                .toList();
    }
}
