package dev.tavilypipeline.collector.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.kit.json.ContractJson;

/** The JSON of {@code GET /runs} and {@code GET /runs/{id}}. */
class RunTest {

    private final SampleRun sample = SampleRun.numbered(1);
    private final Run run = Projection.of(sample.runId, RunFacts.of(SampleRun.facts(sample.execution(1, RunStatus.SUCCESS))),
            Instant.EPOCH);

    @Test
    void shouldShowTheRunsRowAndWhatIsNoColumn() {
        assertThat(names(run.summary())).containsExactlyInAnyOrder("run_id", "status", "query", "company_name", "industry",
                "requested_at", "requested_by", "started_at", "completed_at", "total_latency_ms", "deliver", "attempt",
                "retry_of", "simulated", "unpriced_calls", "agent_version", "error_type", "error_message", "total_api_calls",
                "total_steps",
                "total_credits", "total_input_tokens", "total_output_tokens", "cost_usd", "price_version", "source_count",
                "missing_facts", "revision", "last_fact_at", "execution_id");
    }

    @Test
    void shouldShowStepsCallsAndResultOfASingleRun() {
        assertThat(names(run)).containsAll(names(run.summary()))
                .contains("steps", "calls", "result", "max_sources", "search_depth", "topic", "budget_credits")
                .hasSize(names(run.summary()).size() + 7);
    }

    private static Iterable<String> fields(JsonNode node) {
        return node::fieldNames;
    }

    private static List<String> names(Object value) {
        return StreamSupport.stream(fields(ContractJson.readTree(ContractJson.write(value))).spliterator(), false).toList();
    }
}
