package dev.tavilypipeline.analytics.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.analytics.sql.BoundQuery;

class DuckDbReaderTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private DuckDBConnection connection;
    private DuckDbReader reader;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        change("CREATE TABLE numbers AS SELECT range AS n FROM range(10)");
        reader = new DuckDbReader(connection);
    }

    @AfterEach
    void close() throws SQLException {
        reader.close();
    }

    @Test
    void shouldAnswerTheSameQueryWithOtherValuesAndOtherData() throws SQLException {
        assertThat(count("3")).isEqualTo(3L);
        assertThat(count("7")).isEqualTo(7L);
        change("INSERT INTO numbers VALUES (-1)");
        assertThat(count("7")).isEqualTo(8L);
        change("ALTER TABLE numbers ADD COLUMN other VARCHAR");
        assertThat(count("7")).isEqualTo(8L);
    }

    @Test
    void shouldAnswerAgainAfterAFailure() throws SQLException {
        assertThat(count("3")).isEqualTo(3L);
        assertThatThrownBy(() -> count("three")).isInstanceOf(SQLException.class);
        assertThat(count("3")).isEqualTo(3L);
    }

    @Test
    void shouldAnswerMoreQueriesThanItKeeps() throws SQLException {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < DuckDbReader.STATEMENTS + 5; i++) {
                BoundQuery query = new BoundQuery("test", "SELECT COUNT(*) + " + i + " AS n FROM numbers", List.of());
                assertThat(reader.query(query, LIMIT)).isEqualTo(List.of(Map.of("n", 10L + i)));
            }
        }
    }

    private Object count(String below) throws SQLException {
        BoundQuery query = new BoundQuery("test", "SELECT COUNT(*) AS n FROM numbers WHERE n < CAST(? AS BIGINT)",
                List.of(below));
        return reader.query(query, LIMIT).get(0).get("n");
    }

    private void change(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
