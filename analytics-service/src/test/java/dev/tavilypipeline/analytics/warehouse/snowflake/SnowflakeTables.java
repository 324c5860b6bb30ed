package dev.tavilypipeline.analytics.warehouse.snowflake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tavilypipeline.analytics.sample.SampleRows;
import dev.tavilypipeline.analytics.sql.NameKey;
import dev.tavilypipeline.analytics.sql.SqlScript;
import dev.tavilypipeline.kit.json.ContractJson;

/** Makes and fills the three tables in a stand-in for Snowflake, with the columns of the DuckDB schema. */
public final class SnowflakeTables implements AutoCloseable {

    public static final String DATABASE = "research";
    public static final String SCHEMA = "kpis";

    private static final Pattern COLUMN = Pattern.compile("(?m)^  (\\w+)\\s+([A-Z]+(?:\\(\\d+, \\d+\\))?)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SnowflakePool pool;
    private final Connection session;

    private SnowflakeTables(SnowflakePool pool, Connection session) {
        this.pool = pool;
        this.session = session;
    }

    /** The driver keeps the timeouts of the first session of a process for all: these are given to that, too. */
    public static SnowflakeTables connect(String url, Duration timeout) throws SQLException {
        SnowflakePool pool = new SnowflakePool(TestSnowflakeSettings.withPassword().with("URL", url).with(timeout, 1));
        return new SnowflakeTables(pool, pool.borrow());
    }

    public void fill(SampleRows rows) throws SQLException {
        fill("agent_runs", rows.runs());
        fill("run_steps", rows.steps());
        fill("api_calls", rows.calls());
        fillPrices();
    }

    /** As it is done in an account: the price file as it is, and the project's own views of it. */
    private void fillPrices() throws SQLException {
        try (Statement statement = session.createStatement();
                PreparedStatement insert = session
                        .prepareStatement("INSERT INTO price_files SELECT PARSE_JSON(?), CURRENT_TIMESTAMP()")) {
            statement.execute("CREATE OR REPLACE TABLE price_files (row_data VARIANT, loaded_at TIMESTAMP_LTZ)");
            insert.setString(1, prices());
            insert.execute();
            for (String view : List.of("price_lists", "model_prices")) {
                statement.execute("CREATE OR REPLACE VIEW " + view + " AS " + SnowflakeSql.query(view)
                        .replace(SnowflakeSql.settings().get("landing_schema") + ".", ""));
            }
        }
    }

    /** The file that the service of the tests has. */
    private static String prices() {
        try (InputStream file = SnowflakeTables.class.getResourceAsStream("/prices.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(String table, List<?> rows) throws SQLException {
        String create = SqlScript.of("duckdb/schema.sql").statements().stream()
                .filter(statement -> statement.contains(" " + table + " ")).findFirst().orElseThrow()
                .replace("IF NOT EXISTS ", "").replace("CREATE ", "CREATE OR REPLACE ").replace(" UUID", " VARCHAR");
        String values = COLUMN.matcher(create).results()
                .map(column -> "value:" + column.group(1) + "::" + column.group(2).replace("DATETIME", "TIMESTAMP_NTZ"))
                .collect(Collectors.joining(", "));
        try (Statement statement = session.createStatement();
                PreparedStatement insert = session.prepareStatement("INSERT INTO " + table + " SELECT " + values
                        + " FROM TABLE(FLATTEN(INPUT => PARSE_JSON(?)))")) {
            statement.execute(create);
            insert.setString(1, json(rows));
            insert.execute();
        }
    }

    private static String json(List<?> rows) {
        ArrayNode array = JSON.createArrayNode();
        rows.forEach(row -> array.add(withKeys(ContractJson.readTree(ContractJson.write(row)))));
        return array.toString();
    }

    private static JsonNode withKeys(JsonNode row) {
        if (row.has("company_name")) {
            ((ObjectNode) row).put("company_key", NameKey.of(row.path("company_name").textValue()));
            ((ObjectNode) row).put("query_key", NameKey.of(row.path("query").textValue()));
        }
        return row;
    }

    @Override
    public void close() throws SQLException {
        session.close();
        pool.close();
    }
}
