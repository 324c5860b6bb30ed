package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;

import org.duckdb.DuckDBAppender;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.tavilypipeline.contract.SupportedTimes;
import dev.tavilypipeline.kit.json.Iso8601;

/** How a value of a column is read from JSON and handed to DuckDB. Nothing is guessed: text is not taken for a number. */
public enum ColumnType {
    VARCHAR("text") {
        @Override
        Object read(JsonParser json) throws IOException {
            return json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : null;
        }

        @Override
        void append(DuckDBAppender row, Object value) throws SQLException {
            row.append((String) value);
        }
    },
    UUID("a UUID in its usual form") {
        @Override
        Object read(JsonParser json) throws IOException {
            String text = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
            try {
                // the JDK also reads shorter ones
                return text.length() == UUID_LENGTH ? java.util.UUID.fromString(text) : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        @Override
        void append(DuckDBAppender row, Object value) throws SQLException {
            row.append((java.util.UUID) value);
        }
    },
    INTEGER("a whole number of 32 bits") {
        @Override
        Object read(JsonParser json) throws IOException {
            return json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : null;
        }

        @Override
        void append(DuckDBAppender row, Object value) throws SQLException {
            row.append((int) value);
        }
    },
    BIGINT("a whole number of 64 bits") {
        @Override
        Object read(JsonParser json) throws IOException {
            return json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : null;
        }

        @Override
        void append(DuckDBAppender row, Object value) throws SQLException {
            row.append((long) value);
        }
    },
    DOUBLE("a number") {
        @Override
        Object read(JsonParser json) throws IOException {
            if (!json.currentToken().isNumeric()) {
                return null;
            }
            double number = json.getDoubleValue();
            return Double.isFinite(number) ? number : null;
        }

        @Override
        void append(DuckDBAppender row, Object value) throws SQLException {
            row.append((double) value);
        }
    },
    MONEY("an amount below ten billion") {
        @Override
        Object read(JsonParser json) throws IOException {
            if (!json.currentToken().isNumeric()) {
                return null;
            }
            BigDecimal given = json.getDecimalValue();
            long wholeDigits = (long) given.precision() - given.scale();
            if (wholeDigits > MONEY_DIGITS - MONEY_DECIMALS) {
                return null;
            }
            // before it is written out: what is next to nothing may have a thousand million zeros
            BigDecimal amount = wholeDigits < -MONEY_DECIMALS ? BigDecimal.ZERO : given;
            BigDecimal rounded = amount.setScale(MONEY_DECIMALS, RoundingMode.HALF_UP);
            return rounded.precision() <= MONEY_DIGITS ? rounded : null;
        }

        @Override
        void append(DuckDBAppender row, Object value) throws SQLException {
            row.append((BigDecimal) value);
        }
    },
    BOOLEAN("true or false") {
        @Override
        Object read(JsonParser json) throws IOException {
            return json.currentToken().isBoolean() ? json.getBooleanValue() : null;
        }

        @Override
        void append(DuckDBAppender row, Object value) throws SQLException {
            row.append((boolean) value);
        }
    },
    TIMESTAMP("an instant in ISO-8601 " + SupportedTimes.MEANING) {
        @Override
        Object read(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                return null;
            }
            try {
                Instant time = Iso8601.parse(json.getText());
                return SupportedTimes.contain(time) ? time : null;
            } catch (DateTimeException e) {
                return null;
            }
        }

        @Override
        void append(DuckDBAppender row, Object value) throws SQLException {
            Instant time = (Instant) value;
            row.appendEpochMicros(time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000);
        }
    };

    private static final int UUID_LENGTH = 36;
    private static final int MONEY_DIGITS = 18;
    private static final int MONEY_DECIMALS = 8;

    private final String meaning;

    ColumnType(String meaning) {
        this.meaning = meaning;
    }

    /** @param name as DuckDB names the type of the column */
    static ColumnType of(String name) {
        return name.startsWith("DECIMAL") ? MONEY : valueOf(name);
    }

    public String meaning() {
        return meaning;
    }

    /** The value of the current token, which is not null; null if it is no such value. */
    abstract Object read(JsonParser json) throws IOException;

    abstract void append(DuckDBAppender row, Object value) throws SQLException;
}
