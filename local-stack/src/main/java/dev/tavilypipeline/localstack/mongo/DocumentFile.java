package dev.tavilypipeline.localstack.mongo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

import dev.tavilypipeline.localstack.start.StartFailedException;

/** The file of all documents. It has no automatic commits: one could happen in the middle of a command. */
record DocumentFile(Path path) {

    private static final int CACHE_MIB = 8;

    /** A commit writes each changed page as a whole, and most pages are changed by one key of an index or one document. */
    private static final int PAGE_BYTES = 4096;

    /** How long a superseded page stays readable: the longest possible scan of a collection. */
    private static final Duration RETENTION = Duration.ofSeconds(5);

    /** Compaction takes longer the larger the file is; it must not delay the end of the process for long. */
    private static final Duration COMPACTION = Duration.ofSeconds(5);

    private static final int COPIED_AT_ONCE = 500;

    MVStore open() {
        try {
            return open(path);
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw new StartFailedException("MongoDB's file " + path
                        + " is in use by another process: stop that process or choose another folder.", e);
            }
            throw new StartFailedException("MongoDB's file " + path + " could not be opened: " + e.getMessage(), e);
        }
    }

    /**
     * Copies the current content into a new file that replaces the old one, which nobody may have open. If it is killed or
     * exceeds its time, the old file stays unchanged.
     */
    void compact() {
        Path compacted = path.resolveSibling(path.getFileName() + ".compacted");
        try {
            Files.deleteIfExists(compacted);
            if (copied(compacted)) {
                Files.move(compacted, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.delete(compacted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean copied(Path target) {
        long deadline = System.nanoTime() + COMPACTION.toNanos();
        try (MVStore from = open(path); MVStore to = open(target)) {
            for (String name : from.getMapNames()) {
                if (!copied(new StoredMaps(from).open(name), new StoredMaps(to).open(name), deadline)) {
                    return false;
                }
            }
            to.sync();
            return true;
        }
    }

    @SuppressWarnings("unchecked") // both were opened under the same name
    private static <K, V> boolean copied(MVMap<K, V> from, MVMap<?, ?> to, long deadline) {
        int copied = 0;
        for (K key : from.keySet()) {
            ((MVMap<K, V>) to).append(key, from.get(key));
            if (++copied % COPIED_AT_ONCE == 0) {
                to.getStore().commit();
                if (System.nanoTime() > deadline) {
                    return false;
                }
            }
        }
        to.getStore().commit();
        return true;
    }

    private static MVStore open(Path file) {
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize(CACHE_MIB)
                .pageSplitSize(PAGE_BYTES)
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .open();
        store.setRetentionTime(Math.toIntExact(RETENTION.toMillis()));
        return store;
    }
}
