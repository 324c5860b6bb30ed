package dev.tavilypipeline.analytics.warehouse.duckdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;

import org.jboss.logging.Logger;

/**
 * Tells a damaged file from everything else that may fail, and sets it aside, so that a new one can be filled from the objects.
 * One that was set aside before is deleted: a disk that goes on damaging files would be filled with them.
 */
final class DamagedFile {

    private static final Logger LOG = Logger.getLogger(DamagedFile.class);

    static final String ASIDE = ".damaged";
    private static final String WAL = ".wal";

    /** As DuckDB 2.0 begins its messages: of a block, the log, a file that is too short, and one without a header. */
    private static final List<String> REASONS = List.of("Data Corruption Error", "IO Error: Failure while replaying WAL",
            "IO Error: Could not read enough bytes", "Serialization Error");
    /** After an error of DuckDB's own, which is no reason by itself: a query may have met it. */
    private static final List<String> REASONS_AT_OPENING = List.of("INTERNAL Error", "FATAL Error", "WAL does not match");
    private static final String NO_HEADER = "not a valid DuckDB database file";

    private static final int MAGIC_AT = 8;
    private static final String MAGIC = "DUCK";
    private static final long HEADERS = 3 * 4096;
    private static final long BLOCK = 256 * 1024;

    private DamagedFile() {
    }

    static boolean isReason(SQLException failure) {
        return REASONS.stream().anyMatch(String.valueOf(failure.getMessage())::contains);
    }

    /** @param failure of opening the file */
    static boolean isReasonAtOpening(SQLException failure, Path file) {
        String message = String.valueOf(failure.getMessage());
        return isReason(failure) || REASONS_AT_OPENING.stream().anyMatch(message::contains)
                || (message.contains(NO_HEADER) && wasDuckDb(file));
    }

    /** A file that was something else before is not ours to move. */
    private static boolean wasDuckDb(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            long bytes = Files.size(file);
            byte[] head = in.readNBytes(MAGIC_AT + MAGIC.length());
            boolean hasBlocks = bytes >= HEADERS && (bytes - HEADERS) % BLOCK == 0;
            return new String(head, US_ASCII).endsWith(MAGIC) || hasBlocks || isZero(head);
        } catch (IOException e) {
            return false;
        }
    }

    /** As after a power failure: the file has its length, and not its content. */
    private static boolean isZero(byte[] bytes) {
        for (byte each : bytes) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    /** @throws SQLException if the file cannot be moved */
    static void setAside(Path file, SQLException reason) throws SQLException {
        Path aside = file.resolveSibling(file.getFileName() + ASIDE);
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            moveIfThere(wal(file), wal(aside));
        } catch (IOException e) {
            throw new SQLException("the file is damaged and cannot be moved: " + e, reason);
        }
        LOG.errorf("warehouse file is damaged, loading a new one from the objects file=%s aside=%s reason=\"%s\"", file, aside,
                String.valueOf(reason.getMessage()).lines().findFirst().orElse(""));
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(to);
        }
    }

    private static Path wal(Path file) {
        return file.resolveSibling(file.getFileName() + WAL);
    }
}
