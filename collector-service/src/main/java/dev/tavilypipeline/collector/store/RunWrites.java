package dev.tavilypipeline.collector.store;

import java.util.Date;
import java.util.Objects;
import java.util.UUID;

import org.bson.Document;

import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;

import dev.tavilypipeline.collector.assemble.Fact;

/** The writes of a run's document. Each of them made twice is the same as made once. */
final class RunWrites {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final UpdateOptions NEVER_INSERTED = new UpdateOptions();

    private RunWrites() {
    }

    /** An update that finds no such document becomes an insert, and that a duplicate where the document is another. */
    static WriteModel<Document> guarded(FactsWrite write, Date now) {
        Document fields = RunView.fields(write.run()).append("token", write.token()).append("at", now);
        if (write.mark() != null) {
            fields.append("dirty", write.mark().text());
        }
        if (write.emission() != null) {
            fields.append("emitted", StoredRun.emitted(write.emission()));
        }
        if (write.expected() == null) {
            Document facts = new Document();
            write.facts().forEach(fact -> facts.append(FieldNames.encode(fact.key()), fact.json()));
            return new InsertOneModel<>(fields.append("_id", write.runId().toString()).append("facts", facts));
        }
        write.facts().forEach(fact -> fields.append(fieldOf(fact), fact.json()));
        Document known = only(write.runId()).append("token", write.expected());
        Document gone = new Document();
        if (write.run().isAtItsEnd()) {
            gone.append("live", "");
        }
        if (write.expectedMark() != null) {
            known.append("dirty", write.expectedMark().text());
            if (write.emission() != null) {
                gone.append("dirty", "").append("again", "");
            }
        }
        return update(known, fields, gone, UPSERT);
    }

    static boolean isAsExpected(Document found, FactsWrite write) {
        if (found == null || write.expected() == null) {
            return found == null && write.expected() == null;
        }
        return write.expected().equals(found.getString("token")) && Objects
                .equals(write.expectedMark() == null ? null : write.expectedMark().text(), found.getString("dirty"));
    }

    static UpdateOneModel<Document> unguarded(NewFacts facts, Mark mark, Date now) {
        Document fields = new Document("token", mark.token()).append("at", now).append("dirty", mark.text());
        facts.facts().forEach(fact -> fields.append(fieldOf(fact), fact.json()));
        return new UpdateOneModel<>(only(facts.runId()), new Document("$set", fields), UPSERT);
    }

    static UpdateOneModel<Document> outcome(Settled settled) {
        RunState seen = settled.run();
        Document asSeen = only(seen.runId()).append("dirty", seen.mark().text());
        if (seen.buried()) {
            return new UpdateOneModel<>(asSeen, Burial.AGAIN);
        }
        Document fields = RunView.fields(seen.run());
        Document gone = new Document();
        if (seen.run().isAtItsEnd()) {
            gone.append("live", "");
        }
        if (settled.next() != null) {
            fields.append("dirty", settled.next().text());
        } else {
            gone.append("dirty", "").append("again", "");
        }
        if (settled.emission() != null) {
            fields.append("emitted", StoredRun.emitted(settled.emission()));
        }
        return update(asSeen, fields, gone, NEVER_INSERTED);
    }

    private static UpdateOneModel<Document> update(Document query, Document fields, Document gone, UpdateOptions options) {
        Document update = new Document("$set", fields);
        if (!gone.isEmpty()) {
            update.append("$unset", gone);
        }
        return new UpdateOneModel<>(query, update, options);
    }

    static Document only(UUID runId) {
        return new Document("_id", runId.toString());
    }

    private static String fieldOf(Fact fact) {
        return "facts." + FieldNames.encode(fact.key());
    }
}
