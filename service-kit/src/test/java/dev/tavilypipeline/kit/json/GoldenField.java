package dev.tavilypipeline.kit.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tavilypipeline.contract.RunEvent;

/**
 * A field of a golden record, however deep; of rows, those of the first.
 *
 * @param parent a JSON pointer to the object that has the field
 */
record GoldenField(Golden golden, String parent, String name, boolean required) {

    /** Every field of every record of the contract, found by what the records declare. */
    static Stream<GoldenField> all() {
        return Golden.all().flatMap(golden -> {
            JsonNode tree = ContractJson.readTree(golden.json());
            Stream<GoldenField> declared = of(golden, golden.contractRecord().getClass(), tree, "");
            return golden.type() == RunEvent.class
                    ? Stream.concat(Stream.of(new GoldenField(golden, "", "type", true)), declared)
                    : declared;
        });
    }

    static Stream<GoldenField> allRequired() {
        return all().filter(GoldenField::required);
    }

    static Stream<GoldenField> allOptional() {
        return all().filter(field -> !field.required());
    }

    JsonNode removed() {
        JsonNode tree = ContractJson.readTree(golden.json());
        in(tree).remove(name);
        return tree;
    }

    JsonNode nulled() {
        JsonNode tree = ContractJson.readTree(golden.json());
        in(tree).putNull(name);
        return tree;
    }

    @Override
    public String toString() {
        return golden.name() + parent + "/" + name;
    }

    private ObjectNode in(JsonNode tree) {
        return (ObjectNode) tree.at(parent);
    }

    private static Stream<GoldenField> of(Golden golden, Class<?> type, JsonNode node, String pointer) {
        return Stream.of(type.getRecordComponents()).flatMap(component -> {
            JsonProperty declared = component.getAccessor().getAnnotation(JsonProperty.class);
            GoldenField field = new GoldenField(golden, pointer, declared.value(), declared.required());
            Stream<GoldenField> inner = within(golden, component, node.path(field.name), pointer + "/" + field.name);
            return Stream.concat(Stream.of(field), inner);
        });
    }

    private static Stream<GoldenField> within(Golden golden, RecordComponent component, JsonNode value, String pointer) {
        if (value.isArray()) {
            Type element = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            return of(golden, (Class<?>) element, value.get(0), pointer + "/0");
        }
        return value.isObject() ? of(golden, component.getType(), value, pointer) : Stream.empty();
    }
}
