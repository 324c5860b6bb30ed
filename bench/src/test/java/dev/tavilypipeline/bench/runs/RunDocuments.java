package dev.tavilypipeline.bench.runs;

import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.bson.Document;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;

/** The collector's documents as they are in MongoDB. */
final class RunDocuments implements AutoCloseable {

    private static final Document MARKED = new Document("dirty", new Document("$gte", "f").append("$lt", "g"));
    /** The mark of a write of facts, with the place of the last of them; a sweep's mark names none. */
    private static final Pattern OF_A_WRITE = Pattern.compile("f\\d{13}/run\\.events-.*");

    private final MongoClient client;
    private final MongoCollection<Document> runs;

    RunDocuments(String uri) {
        client = MongoClients.create(uri);
        runs = client.getDatabase("tavily_pipeline").getCollection("runs");
    }

    /** The marks of those runs that are stored and whose envelope the writer is about to emit, or has just emitted. */
    Set<String> marksOfWrites() {
        Set<String> marks = new TreeSet<>();
        runs.find(MARKED).projection(Projections.include("dirty", "run")).forEach(run -> {
            if (isBeingSettled(run)) {
                marks.add(run.getString("dirty"));
            }
        });
        return marks;
    }

    /** Whether it is marked, and not because a missing fact is waited for. */
    static boolean isBeingSettled(Document run) {
        String mark = run.getString("dirty");
        String shown = run.getString("run");
        return mark != null && OF_A_WRITE.matcher(mark).matches()
                && (shown == null || Json.tree(shown).get("missing_facts").asInt() == 0);
    }

    Map<String, Document> find(Collection<String> runIds) {
        Map<String, Document> found = new HashMap<>();
        runs.find(in("_id", runIds)).projection(Projections.include("dirty", "run", "facts"))
                .forEach(run -> found.put(run.getString("_id"), run));
        return found;
    }

    long marked() {
        return runs.countDocuments(exists("dirty"));
    }

    @Override
    public void close() {
        client.close();
    }
}
