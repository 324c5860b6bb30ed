package dev.tavilypipeline.localstack.mongo;

import java.nio.file.Path;
import java.time.Duration;

import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

import dev.tavilypipeline.localstack.start.StartFailedException;

/** The file of all documents, written only when told to: a commit of its own could fall into the middle of a command. */
final class DocumentFile {

    private static final int CACHE_MIB = 8;

    /** How long a superseded page stays readable, that is the longest a scan of a collection may take. */
    private static final Duration RETENTION = Duration.ofSeconds(10);

    private DocumentFile() {
    }

    static MVStore open(Path file) {
        try {
            MVStore store = new MVStore.Builder()
                    .fileName(file.toString())
                    .compress()
                    .cacheSize(CACHE_MIB)
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .open();
            store.setRetentionTime(Math.toIntExact(RETENTION.toMillis()));
            return store;
        } catch (MVStoreException e) {
            throw new StartFailedException("MongoDB's file " + file + " could not be opened: " + e.getMessage(), e);
        }
    }
}
