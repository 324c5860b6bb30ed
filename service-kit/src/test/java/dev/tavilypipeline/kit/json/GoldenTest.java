package dev.tavilypipeline.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.RunEvent;

class GoldenTest {

    @Test
    void shouldCoverEveryRecordOfTheContract() {
        Stream<Class<?>> written = Golden.all().map(golden -> golden.contractRecord().getClass());

        assertThat(written)
                .contains(ResearchJob.class, CancelRequested.class, RunEnvelope.class)
                .containsAll(Arrays.asList(RunEvent.class.getPermittedSubclasses()));
    }

    @Test
    void shouldUseEveryFile() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Golden.all().map(golden -> golden.name() + ".json").toList());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tavilypipeline.kit.json.Golden#all")
    void shouldWriteARecordAsItsJson(Golden golden) {
        byte[] written = ContractJson.write(golden.contractRecord());

        assertThat(ContractJson.readTree(written)).isEqualTo(ContractJson.readTree(golden.json()));
    }

    @ParameterizedTest
    @MethodSource("dev.tavilypipeline.kit.json.Golden#all")
    void shouldReadARecordFromItsJson(Golden golden) {
        assertThat(ContractJson.read(golden.json(), golden.type())).isEqualTo(golden.contractRecord());
    }

    @ParameterizedTest
    @MethodSource("dev.tavilypipeline.kit.json.Golden#all")
    void shouldReadTheSameByWayOfATree(Golden golden) {
        JsonNode tree = ContractJson.readTree(golden.json());

        assertThat(ContractJson.convert(tree, golden.type())).isEqualTo(golden.contractRecord());
    }

    @ParameterizedTest
    @MethodSource("dev.tavilypipeline.kit.json.Golden#all")
    void shouldPassOverFieldsOfALaterVersion(Golden golden) {
        JsonNode tree = ContractJson.readTree(golden.json());
        addUnknownFields(tree);

        assertThat(ContractJson.convert(tree, golden.type())).isEqualTo(golden.contractRecord());
    }

    @ParameterizedTest
    @MethodSource("dev.tavilypipeline.kit.json.GoldenField#allRequired")
    void shouldNameARequiredFieldThatIsMissing(GoldenField field) {
        assertRefused(field, field.removed());
    }

    @ParameterizedTest
    @MethodSource("dev.tavilypipeline.kit.json.GoldenField#allRequired")
    void shouldNameARequiredFieldThatIsNull(GoldenField field) {
        assertRefused(field, field.nulled());
    }

    @ParameterizedTest
    @MethodSource("dev.tavilypipeline.kit.json.GoldenField#allOptional")
    void shouldTakeAnAbsentFieldAndANullForTheSame(GoldenField field) {
        Class<?> type = field.golden().type();

        assertThat(ContractJson.convert(field.removed(), type)).isEqualTo(ContractJson.convert(field.nulled(), type));
    }

    private static void assertRefused(GoldenField field, JsonNode tree) {
        byte[] json = ContractJson.write(tree);

        assertThatThrownBy(() -> ContractJson.read(json, field.golden().type()))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining(field.name() + "'");
    }

    private static void addUnknownFields(JsonNode node) {
        node.forEach(GoldenTest::addUnknownFields);
        if (node instanceof ObjectNode object) {
            object.put("a_later_field", 1.5);
            object.putObject("a_later_object").put("run_id", "another");
        }
    }
}
