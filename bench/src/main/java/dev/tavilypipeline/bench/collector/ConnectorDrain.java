package dev.tavilypipeline.bench.collector;

import org.bson.Document;

import com.mongodb.client.MongoCollection;

import dev.tavilypipeline.bench.harness.ChildProcess;
import dev.tavilypipeline.bench.harness.Usage;

/** Watches the sink connector by the documents that it has written. */
record ConnectorDrain(ChildProcess connector, Store store, MongoCollection<Document> facts) {

    /** Measures from the time when the given first part is written to the time when all is. */
    Figures warm(long first, long all) throws InterruptedException {
        long written = await(first);
        Reading begin = Reading.of(connector.pid(), store);
        await(all);
        return Figures.of("sink connector, warm", all - written, begin, Reading.of(connector.pid(), store),
                Usage.of(connector.pid()).residentMib());
    }

    private long await(long documents) throws InterruptedException {
        Patience patience = new Patience(connector);
        long written = facts.estimatedDocumentCount();
        while (written < documents) {
            patience.look(written);
            written = facts.estimatedDocumentCount();
        }
        return written;
    }
}
