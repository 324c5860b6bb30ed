package dev.tavilypipeline.analytics.kpi;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;

import dev.tavilypipeline.analytics.oracle.Figures;
import dev.tavilypipeline.analytics.oracle.KpiOracle;
import dev.tavilypipeline.analytics.oracle.OracleRequest;
import dev.tavilypipeline.analytics.sample.SampleRows;
import dev.tavilypipeline.analytics.sample.SampleTimes;
import dev.tavilypipeline.analytics.sql.NamedQuery;
import dev.tavilypipeline.analytics.warehouse.duckdb.Columns;
import dev.tavilypipeline.analytics.warehouse.duckdb.InMemoryTables;
import dev.tavilypipeline.analytics.warehouse.duckdb.JsonRow;
import dev.tavilypipeline.analytics.warehouse.duckdb.QueryLimits;
import dev.tavilypipeline.kit.json.ContractJson;

/** Costs at the prices of {@code src/test/resources/prices.json}, which change while the calls of the sample are made. */
class RepricedCostsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, String> TABLES = Map.of("costs", "costs", "by_provider", "costs_by_provider", "by_model",
            "costs_by_model", "by_company", "costs_by_company", "expensive_queries", "costs_expensive_queries",
            "repeated_queries", "costs_repeated_queries", "runs_by_calls", "costs_runs_by_calls");

    private static SampleRows rows;
    private static InMemoryTables tables;

    @BeforeAll
    static void load() throws SQLException, IOException {
        Random random = new Random(9);
        rows = SampleRows.of(random, SampleTimes.of(random, 3_000, NOW));
        tables = InMemoryTables.create(new QueryLimits(Duration.ofSeconds(20), "128MB"), 1);
        append("agent_runs", rows.runs());
        append("run_steps", rows.steps());
        append("api_calls", rows.calls());
    }

    private static void append(String table, List<?> all) throws SQLException, IOException {
        Columns columns = tables.columns(table);
        JsonRow row = new JsonRow(columns);
        try (var appender = tables.appender(table)) {
            for (Object each : all) {
                try (JsonParser json = new JsonFactory().createParser(ContractJson.write(each))) {
                    json.nextToken();
                    row.read(json);
                }
                appender.beginRow();
                columns.append(appender, row.values());
                appender.endRow();
            }
        }
    }

    @AfterAll
    static void close() throws SQLException {
        tables.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = { "2024-09-20 | 2025-11-20 | - | -",
            "2025-07-01 | 2025-11-01 | - | -",
            "2025-07-01 | 2025-11-01 | provider | openai", "2025-07-01 | 2025-11-01 | step | summarize",
            "2024-09-20 | 2025-11-20 | status | failed", "2024-10-01 | 2024-11-01 | - | -", "2010-01-01 | 2010-02-01 | - | -" })
    void shouldBeWhatThePricesSay(String from, String to, String filter, String value) throws SQLException {
        Map<String, List<String>> asked = new LinkedHashMap<>(Map.of("from", List.of(from + "T00:00:00Z"), "to",
                List.of(to + "T00:00:00Z"), "simulated", List.of("all"), "top", List.of("100"), "cost", List.of("repriced")));
        if (filter != null) {
            asked.put(filter, List.of(value));
        }
        KpiRequest request = new KpiRequestReader(Simulated.TRUE, Clock.systemUTC()).read(asked);
        Map<String, Object> expected = new KpiOracle(rows,
                new OracleRequest(asked, request.window().from(), request.window().to()), NOW).answer("costs");

        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            List<Map<String, Object>> found = ask(table.getValue(), request);
            Object same = expected.get(table.getKey());
            Figures.assertSame(table.getKey(), same instanceof List<?> ? found : found.get(0), same);
        }
        Object slowest = new KpiOracle(rows, new OracleRequest(asked, request.window().from(), request.window().to()), NOW)
                .answer("performance/slowest-runs").get("slowest_runs");
        Figures.assertSame("slowest_runs", ask("performance_slowest_runs", request), slowest);
    }

    private static List<Map<String, Object>> ask(String query, KpiRequest request) throws SQLException {
        return tables.query(NamedQuery.packaged(query).bind(request.parameters(request.window()),
                request.granularity().wireName()));
    }
}
