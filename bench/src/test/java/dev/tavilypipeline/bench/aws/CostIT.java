package dev.tavilypipeline.bench.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.facts.SyntheticEnvelope;
import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.tools.Command;
import dev.tavilypipeline.bench.tools.DeploymentTools;

/** The table of costs in docs/aws.md. */
class CostIT {

    private static final Path AWS = Service.projectRoot().resolve("deploy/aws");

    @Test
    void shouldPrintTheTableOfTheDocument() throws IOException {
        Command.Result printed = Command.run(AWS, DeploymentTools.python("python"), "cost.py");

        assertThat(printed.status()).as(printed.errors()).isZero();
        assertThat(Files.readString(Service.projectRoot().resolve("docs/aws.md")))
                .contains("<!-- cost.py -->\n" + printed.output() + "<!-- end -->");
    }

    @Test
    void shouldCountTheBytesOfTheBench() throws IOException {
        JsonNode measured = Json.tree(Files.readAllBytes(AWS.resolve("measured.json"))).path("bytes_a_run");
        JsonNode envelope = Json.tree(new SyntheticEnvelope(12_345, Instant.parse("2026-11-26T12:00:00.123Z")).json());

        assertThat(lineBytes(envelope.path("agent_run"))).isCloseTo(measured.path("runs").asInt(), within(20));
        assertThat(bytes(envelope.path("run_steps"))).isCloseTo(measured.path("steps").asInt(), within(20));
        assertThat(bytes(envelope.path("api_calls"))).isCloseTo(measured.path("calls").asInt(), within(20));
    }

    private static int bytes(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false).mapToInt(CostIT::lineBytes).sum();
    }

    private static int lineBytes(JsonNode row) {
        return (row + "\n").getBytes(UTF_8).length;
    }
}
