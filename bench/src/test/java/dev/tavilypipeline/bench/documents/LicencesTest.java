package dev.tavilypipeline.bench.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.tools.Command;

/** {@code .ci/licences} on bills of materials that are written here. */
class LicencesTest {

    @TempDir
    Path folder;

    @Test
    void shouldListWhatIsAllowed() throws IOException {
        bill("{\"license\": {\"id\": \"Apache-2.0\"}}");
        Command.Result result = licences();

        assertThat(result.status()).as(result.errors()).isZero();
        assertThat(result.output()).contains("| org.acme:anvil:1.0 | Apache-2.0 | some-service |")
                .doesNotContain("tavilypipeline");
    }

    @ParameterizedTest
    @ValueSource(strings = { "GPL-3.0-only", "Proprietary, use is limited", "no use is permitted", "miscellaneous",
            "for deployment" })
    void shouldRefuseALicenceThatMayNotBeShipped(String name) throws IOException {
        bill("{\"license\": {\"name\": \"" + name + "\"}}");

        assertThat(licences().status()).isOne();
    }

    @Test
    void shouldRefuseALibraryWithoutALicence() throws IOException {
        bill("");
        Command.Result result = licences();

        assertThat(result.status()).isOne();
        assertThat(result.errors()).contains("org.acme:anvil:1.0: no licence");
    }

    @Test
    void shouldAskForBillsWhereThereAreNone() throws IOException {
        assertThat(licences().errors()).contains("-Psbom");
    }

    private void bill(String licence) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("some-service/target")).resolve("bom.json"), """
                {"components": [
                  {"group": "org.acme", "name": "anvil", "version": "1.0", "licenses": [%s]},
                  {"group": "dev.tavilypipeline", "name": "service-kit", "version": "1.0"}]}
                """.formatted(licence));
    }

    private Command.Result licences() throws IOException {
        return Command.run(Service.projectRoot(), "python3", ".ci/licences", folder.toString());
    }
}
