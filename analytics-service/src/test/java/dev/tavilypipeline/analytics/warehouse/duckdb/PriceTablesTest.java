package dev.tavilypipeline.analytics.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.sql.NamedQuery;
import dev.tavilypipeline.analytics.warehouse.JdbcRows;
import dev.tavilypipeline.analytics.window.Buckets;
import dev.tavilypipeline.analytics.window.Granularity;
import dev.tavilypipeline.analytics.window.Window;

/** The prices are those of {@code src/test/resources/prices.json}. */
class PriceTablesTest {

    private static final Path OF_THE_AGENT = Path.of("../agent-service/src/main/resources/prices.json");
    private static final Window WINDOW = new Window(Instant.parse("2024-01-01T00:00:00Z"),
            Instant.parse("2026-01-01T00:00:00Z"));
    private static final String CALL = """
            INSERT INTO api_calls BY NAME SELECT uuid() AS call_id, uuid() AS run_id, 'q' AS query_used, 1 AS latency_ms,
              'x:summarize' AS step_id, uuid() AS execution_id, 'p' AS provider, 'o' AS operation, 'success' AS status,
              1 AS attempt, false AS cache_hit, false AS simulated, 1 AS revision, 1 AS projection_version,
              TIMESTAMP '2025-02-02 00:00:00' AS requested_at, TIMESTAMP '2025-02-02 00:00:00' AS emitted_at,
              TIMESTAMP '2025-08-06 23:59:59' AS called_at, 1000000 AS input_tokens, 0 AS output_tokens""";

    private Connection tables;

    @BeforeEach
    void open() throws SQLException {
        tables = DuckDbFile.connect("jdbc:duckdb:", "64MB", 1);
        Schema.packaged().apply(tables);
    }

    @AfterEach
    void close() throws SQLException {
        tables.close();
    }

    @Test
    void shouldBeThePricesThatTheAgentChargesBy() throws IOException {
        assertThat(Path.of("target/classes/prices.json")).hasSameBinaryContentAs(OF_THE_AGENT);
    }

    /** The SQL takes the part of a name behind vendors for the name of a model, without looking for vendors in that, too. */
    @Test
    void shouldNameNoModelWithAVendor() throws IOException {
        assertThat(Files.readString(OF_THE_AGENT).lines().filter(line -> line.contains("\"input\"")))
                .isNotEmpty().allMatch(line -> line.matches(" *\"[a-z][a-z0-9]*(-[a-z0-9.]+)*\": .*"));
    }

    @Test
    void shouldBeInForceUntilTheNextList() throws SQLException {
        assertThat(query("SELECT price_version, effective_from, effective_to FROM price_lists ORDER BY effective_from"))
                .extracting(row -> List.copyOf(row.values())).containsExactly(
                        List.of("test-1", Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-08-07T00:00:00Z")),
                        List.of("test-2", Instant.parse("2025-08-07T00:00:00Z"), Instant.parse("2025-10-15T00:00:00Z")),
                        List.of("test-3", Instant.parse("2025-10-15T00:00:00Z"), Instant.parse("9999-12-31T00:00:00Z")));
        assertThat(query("SELECT * FROM model_prices WHERE model = 'o3'")).singleElement()
                .extracting(row -> row.get("usd_per_million_cached_input_tokens")).isEqualTo(new BigDecimal("0.50000000"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "gpt-4o-mini", "openai/gpt-4o-mini", "openrouter/openai/gpt-4o-mini", "azure.gpt-4o-mini",
            "models/GPT-4o-mini", " gpt-4o-mini ", "azure.gpt-4o-mini-20240718", "gpt-4o-mini@2024-07-19",
            "us.azure.gpt-4o-mini" })
    void shouldFindAModelByTheNamesThatTheAgentFindsItBy(String model) throws SQLException {
        assertThat(cost("model = '" + model + "'")).isEqualByComparingTo("0.15");
    }

    @ParameterizedTest
    @ValueSource(strings = { "gpt-4o-mini-2024-07-18", "openai/gpt-4o-mini-2024-07-18" })
    void shouldPreferTheNameWithItsDate(String model) throws SQLException {
        assertThat(cost("model = '" + model + "'")).isEqualByComparingTo("0.17");
    }

    @ParameterizedTest
    @ValueSource(strings = { "ft:gpt-4o-mini:acme", "gpt-4o-mini:free", "gpt-4o-mini-audio", "my-gpt-4o-mini", "a..gpt-4o-mini",
            ".gpt-4o-mini", "v2.gpt-4o-mini", "gpt-4o-mini-19240718", "gpt-4o-mini-2024-7-18", "gpt-4o-mini/", "gpt-4.1", "" })
    void shouldNotTakeAnotherModelForItNorOneOfALaterList(String model) throws SQLException {
        assertThat(cost("model = '" + model + "'")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {
            // cached tokens are inside the input; more than that are none
            "model = 'gpt-4o-mini', cached_input_tokens = 400000, output_tokens = 500000 | 0.42",
            "model = 'gpt-4o-mini', cached_input_tokens = 1000001 | 0.15",
            "model = 'gpt-4o-mini', output_tokens = NULL | null", "model = 'gpt-4o-mini', input_tokens = NULL | null",
            "model = 'gpt-4o-mini', input_tokens = 1, cached_input_tokens = 1 | 0.00000008",
            "model = 'gpt-4o-mini', input_tokens = 2147483647, output_tokens = 2147483647 | 1610.61273525",
            // credits come first, and have their price by day
            "model = 'gpt-4o-mini', credits = 2 | 0.016", "credits = 0.5 | 0.004", "credits = 9999999999 | 79999999.992",
            "credits = 1, called_at = TIMESTAMP '2025-08-07' | 0.0093",
            "credits = 1, called_at = TIMESTAMP '2024-12-31 23:59:59.999999' | null",
            "model = 'gpt-4o-mini', called_at = TIMESTAMP '2025-08-07' | 0.155",
            "model = 'gpt-4.1', called_at = TIMESTAMP '2025-10-14 23:59:59.999999' | 2",
            "model = 'gpt-4.1', called_at = TIMESTAMP '2025-10-15' | 1.9",
            "model = 'o3', called_at = TIMESTAMP '2025-10-15' | null",
            "cache_hit = true, called_at = TIMESTAMP '2024-12-31' | 0", "query_used = 'nothing' | null" })
    void shouldPriceACallAsTheAgentDoes(String values, BigDecimal usd) throws SQLException {
        BigDecimal cost = cost(values);

        assertThat(cost == null ? null : cost.stripTrailingZeros()).isEqualTo(usd == null ? null : usd.stripTrailingZeros());
    }

    private BigDecimal cost(String values) throws SQLException {
        try (Statement statement = tables.createStatement()) {
            statement.execute(CALL);
            statement.execute("UPDATE api_calls SET " + values);
        }
        BoundQuery costs = NamedQuery.packaged("costs_by_provider").bind(parameter -> switch (parameter) {
            case "from" -> List.of(WINDOW.boundFrom());
            case "to" -> List.of(WINDOW.boundTo());
            case "segments" -> Buckets.boundSegments(WINDOW, Granularity.MONTH, ZoneOffset.UTC);
            case "repriced" -> List.of("true");
            default -> List.of();
        }, "month");
        Map<String, Object> row = JdbcRows.query(tables, costs, Duration.ofSeconds(20)).get(0);
        return ((Number) row.get("unpriced_calls")).intValue() == 1 ? null : (BigDecimal) row.get("cost_usd");
    }

    private List<Map<String, Object>> query(String sql) throws SQLException {
        return JdbcRows.query(tables, new BoundQuery("test", sql, List.of()), Duration.ofSeconds(20));
    }
}
