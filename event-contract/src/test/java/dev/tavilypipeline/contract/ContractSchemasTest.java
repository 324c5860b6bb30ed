package dev.tavilypipeline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas in {@code docs/schemas} are those of the records; {@code -Dschemas.write=true} writes them anew. */
class ContractSchemasTest {

    private static final String REGENERATE = "the records and docs/schemas differ; if the change of the contract is meant:"
            + " ./mvnw -pl event-contract test -Dschemas.write=true, and commit what it wrote";

    static List<Class<?>> documented() {
        return ContractSchemas.DOCUMENTED;
    }

    @ParameterizedTest
    @MethodSource("documented")
    void shouldDocumentTheRecordAsItIs(Class<?> type) throws IOException {
        Path file = ContractSchemas.fileOf(type);
        String schema = ContractSchemas.schemaOf(type);
        if (Boolean.getBoolean("schemas.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, schema);
        }

        assertThat(file).as(REGENERATE).exists().content().isEqualTo(schema);
    }

    @Test
    void shouldDocumentNothingElse() throws IOException {
        try (Stream<Path> files = Files.list(ContractSchemas.FOLDER)) {
            assertThat(files.filter(file -> file.toString().endsWith(".schema.json")))
                    .as(REGENERATE)
                    .containsExactlyInAnyOrderElementsOf(documented().stream().map(ContractSchemas::fileOf).toList());
        }
    }
}
