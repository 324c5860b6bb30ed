package dev.tavilypipeline.bench.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.bson.BsonString;
import org.bson.BsonValue;

import com.mongodb.kafka.connect.sink.converter.SinkDocument;
import com.mongodb.kafka.connect.sink.processor.id.strategy.IdStrategy;

/**
 * Gives a document the fact's key as its id, as the record's header has it. The connector's own strategies make documents of
 * several fields for ids, which cost the embedded MongoDB many times as much as texts do.
 */
public final class FactKeyStrategy implements IdStrategy {

    @Override
    public BsonValue generateId(SinkDocument document, SinkRecord record) {
        Header id = record.headers().lastWithName("ce_id");
        return new BsonString(id.value() instanceof byte[] bytes ? new String(bytes, UTF_8) : id.value().toString());
    }
}
