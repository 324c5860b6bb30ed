package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.SQLException;

import org.duckdb.DuckDBConnection;

/**
 * Opens the file and brings it to this version's tables. A file that is damaged is set aside, and an empty one takes its place.
 */
record PreparedFile(DuckDbFile file, Schema schema) {

    /** @throws dev.tavilypipeline.kit.start.SettingRefusedException if the file cannot be the warehouse of this process */
    OpenDuckDb openFirst() throws SQLException {
        return prepared(file.openFirst());
    }

    OpenDuckDb openAgain() throws SQLException {
        return prepared(file.openOrSetAside());
    }

    void setAside(SQLException reason) throws SQLException {
        DamagedFile.setAside(file.path(), reason);
    }

    private OpenDuckDb prepared(DuckDBConnection writer) throws SQLException {
        try {
            return preparedAsItIs(writer);
        } catch (SQLException e) {
            if (!DamagedFile.isReasonAtOpening(e, file.path())) {
                throw e;
            }
            setAside(e);
            return preparedAsItIs(file.open());
        }
    }

    private OpenDuckDb preparedAsItIs(DuckDBConnection writer) throws SQLException {
        try {
            schema.apply(writer);
            return new OpenDuckDb(writer, DuckDbState.of(writer));
        } catch (SQLException e) {
            writer.close();
            throw e;
        }
    }
}
