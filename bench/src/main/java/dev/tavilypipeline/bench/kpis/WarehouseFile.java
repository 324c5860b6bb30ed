package dev.tavilypipeline.bench.kpis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Properties;

import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** The service's DuckDB file, while the service does not run. */
public record WarehouseFile(Path path, String memory) {

    private static final int SLICE = 250_000;

    /** Fills the tables that the service has made, in bulk by SQL: the loader is measured apart from it. */
    public void fill(int runs, Instant until, Progress progress) throws SQLException {
        fill(runs, until, SLICE, progress);
    }

    void fill(int runs, Instant until, int slice, Progress progress) throws SQLException {
        try (DuckDBConnection connection = open(); Statement statement = connection.createStatement()) {
            set(connection, "SET VARIABLE until = ?", until.toString());
            set(connection, "SET VARIABLE runs = CAST(? AS BIGINT)", Integer.toString(runs));
            run(statement, "/kpis/macros.sql");
            for (int first = 0; first < runs; first += slice) {
                progress.say("fills the tables: %d of %d runs".formatted(first, runs));
                set(connection, "SET VARIABLE first = CAST(? AS BIGINT)", Integer.toString(first));
                set(connection, "SET VARIABLE last = CAST(? AS BIGINT)", Integer.toString(Math.min(runs, first + slice)));
                run(statement, "/kpis/fill.sql");
            }
            run(statement, "/kpis/objects.sql");
            statement.execute("CHECKPOINT");
        }
    }

    DuckDBConnection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", memory);
        properties.setProperty("threads", "2");
        return new DuckDBDriver().connect("jdbc:duckdb:" + path, properties).unwrap(DuckDBConnection.class);
    }

    private static void run(Statement statement, String resource) throws SQLException {
        for (String each : read(resource).replaceAll("(?m)^--.*$", "").split(";", -1)) {
            if (!each.isBlank()) {
                statement.execute(each);
            }
        }
    }

    private static void set(Connection connection, String variable, String value) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(variable)) {
            set.setString(1, value);
            set.execute();
        }
    }

    private static String read(String resource) {
        try (InputStream in = WarehouseFile.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
