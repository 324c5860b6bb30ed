package dev.tavilypipeline.localstack.mongo;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.h2.mvstore.MVStore;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;

/**
 * Acknowledges a write only after it is in the file. Writes and their commits are serialised, so that the file never holds half
 * a command: an index entry without its document could not be repaired later.
 */
final class CommittingBackend extends H2Backend {

    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findandmodify", "create", "createindexes",
            "drop", "dropindexes", "dropdatabase", "renamecollection");

    /** The target fill rate of the file in percent, and how much is rewritten at a time to reach it. */
    private static final int FILL_RATE = 60;
    private static final int REWRITTEN_BYTES = 8 * 1024 * 1024;

    private final ReentrantLock writing = new ReentrantLock();

    CommittingBackend(MVStore store) {
        super(store);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new StoredDatabase(name, getMvStore(), getCursorRegistry());
    }

    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        if (!isWrite(command, query)) {
            return super.handleCommand(channel, databaseName, command, query);
        }
        writing.lock();
        try {
            return super.handleCommand(channel, databaseName, command, query);
        } finally {
            // also after an error: others may have read a part of the command's changes
            commit();
            writing.unlock();
        }
    }

    private static boolean isWrite(String command, Document query) {
        return WRITES.contains(command.toLowerCase(Locale.ROOT))
                || (query.get("pipeline") instanceof List<?> stages && stages.stream().anyMatch(CommittingBackend::writes));
    }

    private static boolean writes(Object stage) {
        return stage instanceof Document document && (document.containsKey("$out") || document.containsKey("$merge"));
    }

    /** Frees the space of superseded documents; to be called periodically. */
    void compact() {
        writing.lock();
        try {
            if (!getMvStore().isClosed() && getMvStore().compact(FILL_RATE, REWRITTEN_BYTES)) {
                commit();
            }
        } finally {
            writing.unlock();
        }
    }
}
