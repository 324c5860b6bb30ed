package dev.tavilypipeline.collector.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.bson.Document;
import org.bson.types.Decimal128;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.kit.json.ContractJson;

/** Writes a contract record as a document with the names it has in JSON; times stay ISO-8601 text. */
final class Documents {

    private Documents() {
    }

    static Document of(Object contractRecord) {
        return (Document) value(ContractJson.readTree(ContractJson.write(contractRecord)));
    }

    /** What {@link #of} wrote for a record without nested ones, as values that any JSON writer knows. */
    static Map<String, Object> fields(Document flat) {
        Map<String, Object> fields = new LinkedHashMap<>(flat);
        fields.replaceAll((name, value) -> value instanceof Decimal128 decimal ? decimal.bigDecimalValue() : value);
        return fields;
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> document(node);
            case ARRAY -> list(node);
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            default -> null;
        };
    }

    private static Document document(JsonNode node) {
        Document document = new Document();
        node.properties().forEach(field -> document.append(field.getKey(), value(field.getValue())));
        return document;
    }

    private static List<Object> list(JsonNode node) {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(element -> list.add(value(element)));
        return list;
    }

    private static Object number(JsonNode node) {
        return node.isBigDecimal() ? new Decimal128(node.decimalValue()) : node.numberValue();
    }
}
