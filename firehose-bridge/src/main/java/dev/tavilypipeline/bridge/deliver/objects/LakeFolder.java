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
 * A folder that several bridges may share. Objects appear in it whole, under names that are never given twice; what is not yet
 * whole lies aside in {@value #ASIDE}, where a crash leaves it and anyone sweeps it up after {@link #LEFTOVER_AGE}.
 */
public final class LakeFolder implements ObjectStore {

    static final String ASIDE = ".tmp";

    /** Far longer than any batch takes to write. */
    static final Duration LEFTOVER_AGE = Duration.ofHours(1);

    private final Path root;
    private final Path aside;
    private final DurableFolders folders;
    private final Clock clock;
    private Instant nextSweep = Instant.MIN;

    public LakeFolder(Path root, Clock clock) {
        this.root = root;
        this.aside = root.resolve(ASIDE);
        this.folders = new DurableFolders(root);
        this.clock = clock;
    }

    @Override
    public String name() {
        return DestinationName.LAKE.text();
    }

    @Override
    public LakeBatch begin() throws IOException {
        Files.createDirectories(aside);
        sweepWhenDue();
        return new LakeBatch(root, aside, folders);
    }

    /** Fails while a file cannot be made. */
    @Override
    public void check() throws IOException {
        try {
            Files.createDirectories(aside);
            Files.delete(Files.createTempFile(aside, "check-", null));
        } catch (IOException e) {
            throw new IOException("no file can be made in the lake folder " + root + ": " + e, e);
        }
    }

    @Override
    public void close() {
        // nothing is kept open
    }

    private void sweepWhenDue() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(nextSweep)) {
            return;
        }
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(aside)) {
            for (Path leftover : leftovers) {
                deleteIfOlder(leftover, now.minus(LEFTOVER_AGE));
            }
        }
        nextSweep = now.plus(LEFTOVER_AGE);
    }

    private static void deleteIfOlder(Path leftover, Instant than) throws IOException {
        try {
            if (Files.getLastModifiedTime(leftover).toInstant().isBefore(than)) {
                Files.deleteIfExists(leftover);
            }
        } catch (NoSuchFileException e) {
            return; // its writer was done with it, or another bridge swept it
        }
    }
}
