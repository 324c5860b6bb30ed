package dev.tavilypipeline.kit.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.RunEvent;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;

/** The schemas in {@code docs/schemas} take what the services take, and refuse what they refuse. */
class SchemaAgreementTest {

    private static final Map<Class<?>, String> DOCUMENTS = Map.of(
            ResearchJob.class, "research_job",
            CancelRequested.class, "cancel_requested",
            RunEvent.class, "run_event",
            RunEnvelope.class, "run_envelope");

    @ParameterizedTest
    @MethodSource("dev.tavilypipeline.kit.json.Golden#all")
    void shouldTakeEveryGoldenRecord(Golden golden) {
        assertThat(takes(golden, ContractJson.readTree(golden.json()))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.tavilypipeline.kit.json.GoldenField#allOptional")
    void shouldTakeARecordWithoutAnOptionalField(GoldenField field) {
        assertThat(takes(field.golden(), field.removed())).isTrue();
        assertThat(takes(field.golden(), field.nulled())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.tavilypipeline.kit.json.GoldenField#allRequired")
    void shouldRefuseARecordWithoutARequiredField(GoldenField field) {
        assertThat(takes(field.golden(), field.removed())).isFalse();
        assertThat(takes(field.golden(), field.nulled())).isFalse();
    }

    private static boolean takes(Golden golden, JsonNode record) {
        JsonObject json = new JsonObject(new String(ContractJson.write(record), UTF_8));
        return Boolean.TRUE.equals(validator(golden.type()).validate(json).getValid());
    }

    private static Validator validator(Class<?> type) {
        String document = DOCUMENTS.get(type);
        try {
            String schema = Files.readString(Path.of("..", "docs", "schemas", document + ".schema.json"));
            return Validator.create(JsonSchema.of(new JsonObject(schema)),
                    new JsonSchemaOptions().setDraft(Draft.DRAFT202012).setBaseUri("app://" + document));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
