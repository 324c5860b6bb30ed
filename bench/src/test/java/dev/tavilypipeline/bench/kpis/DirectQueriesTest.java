package dev.tavilypipeline.bench.kpis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.bench.harness.Service;

class DirectQueriesTest {

    private static final Path SQL = Service.projectRoot().resolve("sql");
    private static final Instant UNTIL = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    private Path dir;

    @Test
    void shouldRunEveryQueryAndShowItBesideTheService() throws Exception {
        WarehouseFile file = new WarehouseFile(dir.resolve("warehouse.duckdb"), "128MB");
        List<String> queries = queries();
        try (DuckDBConnection connection = file.open(); Statement statement = connection.createStatement()) {
            for (String script : List.of("schema", "compat")) {
                statement.execute(Files.readString(SQL.resolve("duckdb/" + script + ".sql")).replaceAll("(?m)^--.*$", ""));
            }
        }
        file.fill(100, UNTIL, 100, new Progress());

        try (DuckDBConnection connection = file.open(); Clients clients = new Clients(UNTIL)) {
            DirectQueries direct = new DirectQueries(dealt(queries), connection);
            Map<String, Latencies> latencies = clients.askDifferently(Duration.ofDays(7), 1, direct::run);

            assertThat(queries).hasSizeGreaterThan(20);
            assertThat(latencies).containsOnlyKeys(Clients.RESOURCES);
            assertThat(latencies.get("costs").millis()).hasSize(Clients.COUNT);
            assertThat(new LatencyTable(latencies, latencies, latencies, latencies, latencies, latencies).toString())
                    .contains("costs/queries", "1.00", "failed: 0");
        }
    }

    /** Each query to one resource, whichever it is. */
    private static Map<String, List<String>> dealt(List<String> queries) {
        int resources = Clients.RESOURCES.size();
        return IntStream.range(0, resources).boxed().collect(Collectors.toMap(Clients.RESOURCES::get,
                resource -> IntStream.range(0, queries.size()).filter(query -> query % resources == resource)
                        .mapToObj(queries::get).toList()));
    }

    private static List<String> queries() throws IOException {
        try (Stream<Path> files = Files.list(SQL.resolve("kpis"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql") && !name.startsWith("completeness"))
                    .map(name -> name.replace(".sql", "")).toList();
        }
    }
}
