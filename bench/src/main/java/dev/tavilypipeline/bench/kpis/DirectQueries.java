package dev.tavilypipeline.bench.kpis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tavilypipeline.bench.harness.Service;

/** The queries of {@code sql/kpis} by DuckDB alone, on the service's file: what the service adds to them can be seen. */
final class DirectQueries {

    private final Path folder = Service.projectRoot().resolve("sql/kpis");

    /** Milliseconds of each query, which runs {@code rounds} times: the mean. */
    Map<String, Double> run(WarehouseFile file, Instant to, Duration window, int rounds) throws SQLException, IOException {
        Map<String, Double> millis = new TreeMap<>();
        try (Connection connection = file.open();
                Statement statement = connection.createStatement();
                Stream<Path> files = Files.list(folder)) {
            for (Path each : files.filter(path -> path.toString().endsWith(".sql")
                    && !path.getFileName().toString().startsWith("completeness")).sorted().toList()) {
                String sql = sql(each, to.minus(window), to);
                long start = System.nanoTime();
                for (int i = 0; i < rounds; i++) {
                    drain(statement, sql);
                }
                millis.put(each.getFileName().toString().replace(".sql", ""), (System.nanoTime() - start) / 1e6 / rounds);
            }
        }
        return millis;
    }

    private static void drain(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }

    /** As the service makes it for a request without filters in UTC. */
    private String sql(Path query, Instant from, Instant to) throws IOException {
        String own = lines(query);
        String text = "WITH " + lines(folder.resolve("common/in_window.sql")) + "\n"
                + (own.startsWith("WITH ") ? ", " + own.substring("WITH ".length()) : own);
        String start = "'" + timestamp(from) + "'";
        String end = "'" + timestamp(to) + "'";
        return text.replace(":segments", "(" + start + ", " + end + ", '0', '0')").replace(":from", start)
                .replace(":to ", end + " ")
                .replace(":simulated", "'true'").replace(":top", "'10'").replace("{granularity}", "day");
    }

    private static String timestamp(Instant time) {
        return time.toString().replace("T", " ").replace("Z", "");
    }

    private static String lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("--"))
                    .filter(line -> !line.contains("-- if ") || line.endsWith("-- if simulated"))
                    .map(line -> line.replaceFirst(" *-- (if|unless) .*$", "")).collect(Collectors.joining("\n"));
        }
    }
}
