package dev.tavilypipeline.analytics.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.analytics.LakeFolder;
import dev.tavilypipeline.analytics.warehouse.duckdb.ColumnType;
import dev.tavilypipeline.analytics.warehouse.duckdb.Columns;
import dev.tavilypipeline.analytics.warehouse.duckdb.Columns.Column;

class RowReaderTest {

    private static final Columns COLUMNS = Columns.of(List.of(
            new Column("id", ColumnType.VARCHAR, true),
            new Column("n", ColumnType.INTEGER, false),
            new Column("big", ColumnType.BIGINT, false),
            new Column("x", ColumnType.DOUBLE, false),
            new Column("usd", ColumnType.MONEY, false),
            new Column("yes", ColumnType.BOOLEAN, false),
            new Column("time", ColumnType.TIMESTAMP, false)));

    private final List<String> leftOut = new ArrayList<>();

    @Test
    void shouldReadEachType() throws Exception {
        assertThat(read(LakeFolder.gzip(List.of("""
                {"id":"a","n":3,"big":3000000000,"x":1e-7,"usd":0.000000019,"yes":true,"time":"2026-11-22T18:00:00.5Z"}"""))))
                .containsExactly(List.of("a", 3, 3_000_000_000L, 1e-7, new BigDecimal("0.00000002"), true,
                        Instant.parse("2026-11-22T18:00:00.5Z")));
    }

    @Test
    void shouldPassOverWhatItDoesNotKnowAndKeepNulls() throws Exception {
        assertThat(read(LakeFolder.gzip(List.of("""
                {"id":"a","n":null,"later":{"id":"b","list":[1,{"n":2}]}}""", "{\"id\":\"c\"}"))))
                .containsExactly(Arrays.asList("a", null, null, null, null, null, null),
                        Arrays.asList("c", null, null, null, null, null, null));
    }

    @Test
    void shouldReadAnEmptyObject() throws Exception {
        assertThat(read(LakeFolder.gzip(List.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "{\"id\":null};                     line 2: field 'id' is missing",
            "{\"n\":3};                         line 2: field 'id' is missing",
            "{\"id\":7};                        line 2: field 'id' is not text",
            "{\"id\":\"a\",\"n\":\"secret\"};   line 2: field 'n' is not a whole number of 32 bits",
            "{\"id\":\"a\",\"n\":2147483648};   line 2: field 'n' is not a whole number of 32 bits",
            "{\"id\":\"a\",\"n\":1.5};          line 2: field 'n' is not a whole number of 32 bits",
            "{\"id\":\"a\",\"x\":\"1.5\"};      line 2: field 'x' is not a number",
            "{\"id\":\"a\",\"x\":1e400};      line 2: field 'x' is not a number",
            "{\"id\":\"a\",\"usd\":1e10};       line 2: field 'usd' is not an amount below ten billion",
            "{\"id\":\"a\",\"yes\":1};          line 2: field 'yes' is not true or false",
            "{\"id\":\"a\",\"time\":\"noon\"};  line 2: field 'time' is not an instant in ISO-8601 within the years 1970 to 2199",
            "{\"id\":\"a\",\"time\":[1]};       line 2: field 'time' is not an instant in ISO-8601 within the years 1970 to 2199",
            "{\"id\":\"a\",\"time\":\"+10000-01-01T00:00:00Z\"}; line 2: field 'time' is not an instant in ISO-8601 within the years 1970 to 2199",
            "{\"id\":\"a\",\"usd\":1e999999999}; line 2: field 'usd' is not an amount below ten billion",
            "{\"n\":{\"id\":\"a\"},\"n\":\"b\"}; line 2: field 'n' is not a whole number of 32 bits",
            "[\"secret\"];                      line 2: not a JSON object",
            "7;                                 line 2: not a JSON object" })
    void shouldLeaveOutARowAloneAndQuoteNothingOfIt(String line, String reason) throws Exception {
        assertThat(read(LakeFolder.gzip(List.of("{\"id\":\"before\"}", line, "{\"id\":\"behind\"}"))))
                .extracting(row -> row.get(0)).containsExactly("before", "behind");
        assertThat(leftOut).containsExactly(reason);
    }

    @Test
    void shouldTakeWhatIsNextToNothingForNothing() throws Exception {
        assertThat(read(LakeFolder.gzip(List.of("{\"id\":\"a\",\"usd\":1e-999999999}"))))
                .extracting(row -> row.get(4)).containsExactly(new BigDecimal("0E-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"id\":\"secret", "secret", "{\"id\":\"a\"}}" })
    void shouldSayWhereRowsCannotBeToldApart(String line) {
        assertThatThrownBy(() -> read(LakeFolder.gzip(List.of("{\"id\":\"good\"}", line))))
                .isInstanceOf(UnreadableObjectException.class)
                .hasMessage("line 2: not valid JSON");
    }

    @Test
    void shouldRefuseWhatIsNotWhole() {
        byte[] whole = LakeFolder.gzip(List.of("{\"id\":\"a\"}"));
        byte[] flipped = whole.clone();
        flipped[whole.length - 6] ^= 1; // in the checksum

        for (byte[] bytes : List.of(new byte[0], "{\"id\":\"a\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Arrays.copyOf(whole, whole.length - 1), flipped)) {
            assertThatThrownBy(() -> read(bytes)).isInstanceOf(UnreadableObjectException.class)
                    .hasMessage("not a whole gzip file");
        }
    }

    private List<List<Object>> read(byte[] object) throws UnreadableObjectException, IOException, SQLException {
        List<List<Object>> rows = new ArrayList<>();
        new RowReader(COLUMNS).read(new ByteArrayInputStream(object), new RowReader.Sink() {

            @Override
            public void accept(Object[] row) {
                rows.add(Arrays.asList(row.clone()));
            }

            @Override
            public void leaveOut(String reason) {
                leftOut.add(reason);
            }
        });
        return rows;
    }
}
