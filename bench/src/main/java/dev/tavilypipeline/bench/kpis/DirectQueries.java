package dev.tavilypipeline.bench.kpis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.duckdb.DuckDBConnection;

import dev.tavilypipeline.bench.harness.Service;

/** The queries of {@code sql/kpis} by DuckDB alone, on the service's file: what the service adds to them can be seen. */
final class DirectQueries {

    private final Path folder = Service.projectRoot().resolve("sql/kpis");
    private final Map<String, List<String>> queries;
    private final DuckDBConnection file;
    private final ThreadLocal<Connection> connections;

    /** @param queries the names by resource */
    DirectQueries(Map<String, List<String>> queries, DuckDBConnection file) {
        this.queries = queries;
        this.file = file;
        this.connections = ThreadLocal.withInitial(this::another);
    }

    private Connection another() {
        try {
            return file.duplicate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs the resource's queries one after the other. */
    boolean run(String resource, Instant from, Instant to) {
        try (Statement statement = connections.get().createStatement()) {
            for (String query : queries.get(resource)) {
                drain(statement, sql(folder.resolve(query + ".sql"), from, to));
            }
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void drain(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }

    /** As the service makes it for a request without filters in UTC. */
    private String sql(Path query, Instant from, Instant to) {
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

    private static String lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("--"))
                    .filter(line -> !line.contains("-- if ") || line.endsWith("-- if simulated"))
                    .map(line -> line.replaceFirst(" *-- (if|unless) .*$", "")).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
