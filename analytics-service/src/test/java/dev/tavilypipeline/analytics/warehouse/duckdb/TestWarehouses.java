package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.duckdb.DuckDBConnection;

/** Opens warehouses with settings as tests need them, and fills them. */
public final class TestWarehouses {

    private TestWarehouses() {
    }

    /** @param memory such as {@code 64MB} */
    public static DuckDbWarehouse open(Path path, String memory, int threads) {
        return DuckDbWarehouse.open(new DuckDbFile(path, memory, threads, "4GB"), Duration.ofSeconds(20));
    }

    /** Changes rows as the loader does. */
    public static void execute(DuckDbWarehouse warehouse, String sql) {
        warehouse.load(new LoadWork<Void, Void>() {

            @Override
            public Void stage(DuckDBConnection loader) {
                return null;
            }

            @Override
            public Void merge(DuckDBConnection loader, Void staged) throws SQLException {
                try (Statement statement = loader.createStatement()) {
                    statement.execute(sql);
                }
                return null;
            }
        });
    }
}
