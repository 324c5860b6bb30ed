package dev.tavilypipeline.analytics.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.tavilypipeline.analytics.warehouse.duckdb.Columns;
import dev.tavilypipeline.analytics.warehouse.duckdb.Columns.Column;
import dev.tavilypipeline.analytics.warehouse.duckdb.DuckDbWarehouse;
import dev.tavilypipeline.analytics.warehouse.duckdb.JsonRow;
import dev.tavilypipeline.analytics.warehouse.duckdb.TestWarehouses;
import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.RunStepRow;

class SchemaTest {

    @TempDir
    private Path dir;

    @ParameterizedTest
    @MethodSource("rowsOfTables")
    void shouldHaveTheContractsColumnsInItsOrderAndNeedWhatItNeeds(LakeTable table, Class<?> row) {
        try (DuckDbWarehouse warehouse = TestWarehouses.open(dir.resolve("w.duckdb"), "64MB", 1)) {
            List<Column> columns = warehouse.write(writer -> Columns.of(writer, table.table())).all();

            assertThat(columns).extracting(Column::name).filteredOn(name -> !JsonRow.DERIVED.containsKey(name))
                    .isEqualTo(properties(row).map(JsonProperty::value).toList());
            assertThat(columns).filteredOn(Column::required).extracting(Column::name)
                    .isEqualTo(properties(row).filter(JsonProperty::required).map(JsonProperty::value).toList());
        }
    }

    private static Stream<JsonProperty> properties(Class<?> row) {
        return Arrays.stream(row.getRecordComponents()).map(part -> part.getAccessor().getAnnotation(JsonProperty.class));
    }

    static Stream<Arguments> rowsOfTables() {
        return Stream.of(
                Arguments.of(LakeTable.RUNS, AgentRunRow.class),
                Arguments.of(LakeTable.STEPS, RunStepRow.class),
                Arguments.of(LakeTable.CALLS, ApiCallRow.class));
    }
}
