package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.tavilypipeline.kit.start.DestinationName;

/**
 * A folder that several bridges may share. Objects appear in it whole, and their names are never reused. Incomplete objects are
 * in {@value #STAGING}; what a crash leaves there is deleted after {@link #LEFTOVER_AGE} by any bridge. Thread-safe.
 */
public final class LakeFolder implements ObjectStore {

    static final String STAGING = ".tmp";

    /** Far longer than it takes to write a batch. */
    static final Duration LEFTOVER_AGE = Duration.ofHours(1);

    private final Path root;
    private final Path staging;
    private final DurableFolders folders;
    private final Clock clock;
    private Instant nextSweep = Instant.MIN;

    public LakeFolder(Path root, Clock clock) {
        this.root = root;
        this.staging = root.resolve(STAGING);
        this.folders = new DurableFolders(root);
        this.clock = clock;
    }

    @Override
    public String name() {
        return DestinationName.LAKE.text();
    }

    @Override
    public LakeBatch begin() throws IOException {
        Files.createDirectories(staging);
        sweepWhenDue();
        return new LakeBatch(root, staging, folders);
    }

    @Override
    public void check() throws IOException {
        Path file = createCheckFile();
        Path link = file.resolveSibling(file.getFileName() + "-link");
        try {
            HardLink.create(link, file);
        } finally {
            Files.deleteIfExists(link);
            Files.deleteIfExists(file);
        }
    }

    private Path createCheckFile() throws IOException {
        try {
            Files.createDirectories(staging);
            return Files.createTempFile(staging, "check-", null);
        } catch (IOException e) {
            throw new IOException("no file can be created in the lake folder " + root + ": " + e, e);
        }
    }

    @Override
    public void close() {
        // nothing is kept open
    }

    private synchronized void sweepWhenDue() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(nextSweep)) {
            return;
        }
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(staging)) {
            for (Path leftover : leftovers) {
                deleteIfOlder(leftover, now.minus(LEFTOVER_AGE));
            }
        }
        nextSweep = now.plus(LEFTOVER_AGE);
    }

    private static void deleteIfOlder(Path leftover, Instant time) throws IOException {
        try {
            if (Files.getLastModifiedTime(leftover).toInstant().isBefore(time)) {
                Files.deleteIfExists(leftover);
            }
        } catch (NoSuchFileException e) {
            return; // its writer has finished, or another bridge has deleted it
        }
    }
}
