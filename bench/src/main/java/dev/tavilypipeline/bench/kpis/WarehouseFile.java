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

import org.duckdb.DuckDBDriver;

/** The service's DuckDB file, while the service does not run. */
record WarehouseFile(Path path, String memory) {

    /** Fills the tables that the service has made, in bulk by SQL: the loader is measured apart from it. */
    void fill(long runs, Instant until) throws SQLException {
        try (Connection connection = open(); Statement statement = connection.createStatement()) {
            set(connection, "SET VARIABLE runs = CAST(? AS BIGINT)", Long.toString(runs));
            set(connection, "SET VARIABLE until = ?", until.toString());
            for (String each : resource().replaceAll("(?m)^--.*$", "").split(";", -1)) {
                statement.execute(each);
            }
            statement.execute("CHECKPOINT");
        }
    }

    Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", memory);
        properties.setProperty("threads", "2");
        return new DuckDBDriver().connect("jdbc:duckdb:" + path, properties);
    }

    private static void set(Connection connection, String variable, String value) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(variable)) {
            set.setString(1, value);
            set.execute();
        }
    }

    private static String resource() {
        try (InputStream in = WarehouseFile.class.getResourceAsStream("/kpis/fill.sql")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
