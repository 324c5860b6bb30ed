package dev.tavilypipeline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.contract.TableColumns.Column;

/** A column has one name, one place and one meaning, wherever the project names it. */
class TableColumnsTest {

    private static final Path SQL = TableColumns.ROOT.resolve("sql");
    private static final Map<String, List<Column>> RECORDS = TableColumns.ofRecords();
    private static final Map<String, List<Column>> DUCKDB = TableColumns.ofDdl(SQL.resolve("duckdb"));

    /** One folder under {@code sql} for each warehouse. */
    @ParameterizedTest
    @ValueSource(strings = { "duckdb", "snowflake" })
    void shouldBeTheColumnsOfTheWarehouse(String folder) {
        assertThat(names(TableColumns.ofDdl(SQL.resolve(folder)))).isEqualTo(names(RECORDS));
    }

    @Test
    void shouldBeNullInDuckDbWhereTheRecordMayBe() {
        assertThat(withoutTypes(DUCKDB)).isEqualTo(RECORDS);
    }

    @Test
    void shouldBeThePropertiesOfTheSchemas() {
        assertThat(TableColumns.ofSchemas()).isEqualTo(RECORDS);
    }

    @Test
    void shouldBeDescribedInTheDataModel() {
        assertThat(TableColumns.ofDataModel()).isEqualTo(RECORDS);
    }

    @Test
    void shouldBeInTheDiagramOfTheReadme() {
        assertThat(TableColumns.ofReadme())
                .isEqualTo(each(DUCKDB, column -> new Column(column.name(), column.type().replaceFirst("\\(.*", ""), null)));
    }

    @Test
    void shouldBeInThePicture() {
        assertThat(TableColumns.ofDot()).isEqualTo(DUCKDB);
        List<String> names = DUCKDB.values().stream().flatMap(List::stream).map(Column::name).toList();
        assertThat(TableColumns.textsOfSvg().stream().filter(names::contains))
                .as("docs/erd_tavily_agent_pipeline.svg is not of its .dot file: draw both pictures anew")
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void shouldReadATableThatIsAQuery(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("01.sql"), """
                CREATE OR REPLACE DYNAMIC TABLE landing.RUN_STEPS -- not a column: AS comment,
                  TARGET_LAG = '1 minute'
                AS SELECT row_json:step_id::VARCHAR AS step_id,
                  TRY_CAST(row_json:latency_ms::VARCHAR AS DECIMAL(18, 8)) AS latency_ms
                FROM landed;
                CREATE TABLE other (id VARCHAR);
                CREATE TABLE IF NOT EXISTS api_calls (call_id VARCHAR NOT NULL, credits DECIMAL(18, 8));
                """);

        assertThat(TableColumns.ofDdl(folder)).isEqualTo(Map.of(
                "run_steps", List.of(new Column("step_id", null, null), new Column("latency_ms", null, null)),
                "api_calls", List.of(new Column("call_id", "VARCHAR", false), new Column("credits", "DECIMAL(18, 8)", true))));
    }

    private static Map<String, List<String>> names(Map<String, List<Column>> tables) {
        Map<String, List<String>> names = new TreeMap<>();
        tables.forEach((table, columns) -> names.put(table, columns.stream().map(Column::name).toList()));
        return names;
    }

    private static Map<String, List<Column>> withoutTypes(Map<String, List<Column>> tables) {
        return each(tables, column -> new Column(column.name(), null, column.nullable()));
    }

    private static Map<String, List<Column>> each(Map<String, List<Column>> tables, UnaryOperator<Column> change) {
        Map<String, List<Column>> changed = new TreeMap<>();
        tables.forEach((table, columns) -> changed.put(table, columns.stream().map(change).toList()));
        return changed;
    }
}
