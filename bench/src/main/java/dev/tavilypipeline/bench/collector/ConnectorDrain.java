package dev.tavilypipeline.bench.collector;

import java.time.Duration;

import org.bson.Document;

import com.mongodb.client.MongoCollection;

import dev.tavilypipeline.bench.harness.ChildProcess;
import dev.tavilypipeline.bench.harness.Figures;
import dev.tavilypipeline.bench.harness.StallDetector;
import dev.tavilypipeline.bench.harness.Usage;

/** Measures the sink connector by the number of documents that it has written. */
record ConnectorDrain(ChildProcess connector, MongoServer mongo, MongoCollection<Document> documents) {

    /** Measures from when the first part is written to when everything is written. */
    Figures warm(long first, long all) throws InterruptedException {
        long written = await(first);
        Figures.Sample begin = mongo.sampleWith(connector.pid());
        await(all);
        return begin.until(mongo.sampleWith(connector.pid()), "sink connector, warm", all - written,
                Usage.of(connector.pid()).residentMib());
    }

    private long await(long count) throws InterruptedException {
        StallDetector stalls = new StallDetector(connector, Duration.ofMillis(100));
        long written = documents.estimatedDocumentCount();
        while (written < count) {
            stalls.poll(written);
            written = documents.estimatedDocumentCount();
        }
        return written;
    }
}
