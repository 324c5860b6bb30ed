package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;

import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

import dev.tavilypipeline.kit.start.SettingRefusedException;

/**
 * Opens the file as it is set, or refuses with how to fix it.
 *
 * @param spill how much of what does not fit into memory may be kept beside the file, such as {@code 4GB}
 */
record DuckDbFile(Path path, String memory, int threads, String spill) {

    private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]* ?[KMGT]i?B");

    DuckDbFile {
        path = path.toAbsolutePath().normalize();
        if (!MEMORY.matcher(memory).matches()) {
            throw new SettingRefusedException("PIPELINE_DUCKDB_MEMORY", memory, "give a size such as 128MB");
        }
        if (!MEMORY.matcher(spill).matches()) {
            throw new SettingRefusedException("PIPELINE_DUCKDB_SPILL", spill, "give a size such as 4GB");
        }
        if (threads < 1) {
            throw new SettingRefusedException("PIPELINE_DUCKDB_THREADS", Integer.toString(threads), "give 1 or more");
        }
    }

    /** By the driver itself: the registry of drivers knows it for one class loader only, and tests start the service again. */
    DuckDBConnection open() throws SQLException {
        DuckDBConnection connection = connect("jdbc:duckdb:" + path, properties(memory, threads));
        // beside the file; a query that would need more fails. As a property, DuckDB 2.0.0 shows the limit and does not keep to it
        try (PreparedStatement limit = connection.prepareStatement("SET max_temp_directory_size = ?")) {
            limit.setString(1, spill);
            limit.execute();
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** @param url such as {@code jdbc:duckdb:}, a database in memory */
    static DuckDBConnection connect(String url, String memory, int threads) throws SQLException {
        return connect(url, properties(memory, threads));
    }

    private static DuckDBConnection connect(String url, Properties properties) throws SQLException {
        return new DuckDBDriver().connect(url, properties).unwrap(DuckDBConnection.class);
    }

    /** @throws SettingRefusedException if the file cannot be the warehouse of this process */
    DuckDBConnection openFirst() {
        try {
            Files.createDirectories(path.getParent());
            DuckDBConnection connection = openOrSetAside();
            NativeLibraryCleanup.remove();
            return connection;
        } catch (IOException e) {
            throw refused("its folder cannot be made (" + e + "); name a file in a folder that can be written");
        } catch (SQLException e) {
            throw refused(fix(String.valueOf(e.getMessage())));
        } catch (LinkageError e) {
            // a temporary folder that is mounted with noexec, or full
            throw new SettingRefusedException("java.io.tmpdir", System.getProperty("java.io.tmpdir"),
                    "DuckDB's library cannot be loaded from there; PIPELINE_JAVA_OPTS=-Djava.io.tmpdir=FOLDER names another folder"
                            + " (" + firstLine(String.valueOf(rootCause(e).getMessage())) + ")");
        }
    }

    /** A file that is damaged is replaced by an empty one. */
    DuckDBConnection openOrSetAside() throws SQLException {
        try {
            return open();
        } catch (SQLException e) {
            if (!DamagedFile.isReasonAtOpening(e, path)) {
                throw e;
            }
            DamagedFile.setAside(path, e);
            return open();
        }
    }

    private static Throwable rootCause(Throwable failure) {
        return failure.getCause() == null ? failure : rootCause(failure.getCause());
    }

    private static String fix(String message) {
        if (message.contains("Could not set lock")) {
            return "another process has the file open, and only one may; stop it or name another file (" + firstLine(message)
                    + ")";
        }
        return "it cannot be opened (" + firstLine(message)
                + "); name another file or delete this one: it is built anew from the objects";
    }

    private SettingRefusedException refused(String fix) {
        return new SettingRefusedException("PIPELINE_DUCKDB_FILE", path.toString(), fix);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static Properties properties(String memory, int threads) {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", memory);
        properties.setProperty("threads", Integer.toString(threads));
        // every query orders its rows itself, and keeping the order of insertion costs memory
        properties.setProperty("preserve_insertion_order", "false");
        // rows come through the service alone: no statement reads files or loads extensions from the network
        properties.setProperty("enable_external_access", "false");
        return properties;
    }
}
