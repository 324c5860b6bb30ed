package dev.tavilypipeline.collector.store;

import java.util.Date;
import java.util.Objects;
import java.util.UUID;

import org.bson.Document;

import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.Run;

/** The writes of a run's document. Each of them made twice is the same as made once. */
final class RunWrites {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final UpdateOptions NEVER_INSERTED = new UpdateOptions();

    private RunWrites() {
    }

    /** An update that finds no such document becomes an insert, and that a duplicate where the document is another. */
    static WriteModel<Document> guarded(FactsWrite write, Date now) {
        Document fields = fields(write.run(), write.mark(), write.emission(), now).append("token", write.token()).append("at",
                now);
        if (write.expected() == null) {
            Document facts = new Document();
            write.facts().forEach(fact -> facts.append(FieldNames.encode(fact.key()), fact.json()));
            return new InsertOneModel<>(fields.append("_id", write.runId().toString()).append("facts", facts));
        }
        write.facts().forEach(fact -> fields.append(fieldOf(fact), fact.json()));
        Document known = only(write.runId()).append("token", write.expected());
        if (write.expectedMark() != null) {
            known.append("dirty", write.expectedMark().text());
        }
        boolean markIsSettled = write.expectedMark() != null && write.emission() != null;
        return update(known, fields, gone(write.run(), markIsSettled), UPSERT);
    }

    static boolean isAsExpected(Document found, FactsWrite write) {
        if (found == null || write.expected() == null) {
            return found == null && write.expected() == null;
        }
        return write.expected().equals(found.getString("token")) && Objects
                .equals(write.expectedMark() == null ? null : write.expectedMark().text(), found.getString("dirty"));
    }

    static UpdateOneModel<Document> unguarded(NewFacts facts, OutboxEntry mark, Date now) {
        Document fields = new Document("token", mark.token()).append("at", now).append("dirty", mark.text());
        facts.facts().forEach(fact -> fields.append(fieldOf(fact), fact.json()));
        return new UpdateOneModel<>(only(facts.runId()), new Document("$set", fields), UPSERT);
    }

    static UpdateOneModel<Document> outcome(PublishResult settled, Date now) {
        RunState seen = settled.run();
        Document asSeen = only(seen.runId()).append("dirty", seen.mark().text());
        if (seen.buried()) {
            return new UpdateOneModel<>(asSeen, Purge.AGAIN);
        }
        return update(asSeen, fields(seen.run(), settled.next(), settled.emission(), now),
                gone(seen.run(), settled.next() == null),
                NEVER_INSERTED);
    }

    private static Document fields(Run run, OutboxEntry mark, Emission emission, Date now) {
        Document fields = RunView.fields(run, now);
        if (mark != null) {
            fields.append("dirty", mark.text());
        }
        if (emission != null) {
            fields.append("emitted", StoredRun.emitted(emission));
        }
        return fields;
    }

    private static Document gone(Run run, boolean markIsSettled) {
        Document gone = new Document();
        if (run.isAtItsEnd()) {
            gone.append("live", "");
        }
        return markIsSettled ? gone.append("dirty", "").append("again", "") : gone;
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
