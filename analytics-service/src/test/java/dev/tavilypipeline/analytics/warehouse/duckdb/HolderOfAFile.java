package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.Connection;
import java.sql.DriverManager;

/** A process of its own that has a DuckDB file open until it is ended. */
final class HolderOfAFile {

    private HolderOfAFile() {
    }

    public static void main(String[] args) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + args[0])) {
            NativeLibraryCleanup.remove();
            System.out.println(connection.isClosed() ? "closed" : "open");
            Thread.currentThread().join();
        }
    }
}
