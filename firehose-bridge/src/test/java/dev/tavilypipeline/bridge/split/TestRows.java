package dev.tavilypipeline.bridge.split;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/** Rows that are nothing but a number and a length. */
public final class TestRows {

    private TestRows() {
    }

    /** @param size with the line break; at least 2, and then the number may not fit */
    public static Row of(Table table, int number, int size) {
        String text = "{" + number + "}" + "x".repeat(size);
        byte[] bytes = text.substring(0, size - 1).getBytes(UTF_8);
        return new Row(table, 0, 0, bytes, 0, bytes.length);
    }

    public static Row of(Table table, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new Row(table, 0, 0, bytes, 0, bytes.length);
    }

    public static List<Row> some(Table table, int count, int size) {
        return IntStream.range(0, count).mapToObj(number -> of(table, number, size)).toList();
    }

    public static String text(Row row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            row.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(UTF_8).stripTrailing();
    }
}
