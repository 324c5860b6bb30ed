package dev.tavilypipeline.bench.runs;

import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.bson.Document;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;

/** The collector's documents as they are in MongoDB. */
final class RunDocuments implements AutoCloseable {

    private final MongoClient client;
    private final MongoCollection<Document> runs;

    RunDocuments(String uri) {
        client = MongoClients.create(uri);
        runs = client.getDatabase("tavily_pipeline").getCollection("runs");
    }

    Map<String, Document> find(Collection<String> runIds) {
        Map<String, Document> found = new HashMap<>();
        runs.find(in("_id", runIds)).projection(Projections.include("facts"))
                .forEach(run -> found.put(run.getString("_id"), run));
        return found;
    }

    long pending() {
        return runs.countDocuments(exists("pending"));
    }

    @Override
    public void close() {
        client.close();
    }
}
