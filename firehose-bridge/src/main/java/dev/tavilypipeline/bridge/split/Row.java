package dev.tavilypipeline.bridge.split;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** One row of a table: a JSON object on one line, as a range of the envelope's own bytes. */
public final class Row {

    private final Table table;
    private final int partition;
    private final long offset;
    private final byte[] source;
    private final int start;
    private final int length;

    Row(Table table, int partition, long offset, byte[] source, int start, int length) {
        this.table = table;
        this.partition = partition;
        this.offset = offset;
        this.source = source;
        this.start = start;
        this.length = length;
    }

    public Table table() {
        return table;
    }

    /** The partition of the record that holds the row's envelope. */
    public int partition() {
        return partition;
    }

    /** The offset of that record. */
    public long offset() {
        return offset;
    }

    /** In bytes, with the line break at its end. */
    public int size() {
        return length + 1;
    }

    /** The same row without the rest of its envelope. */
    public Row copy() {
        return new Row(table, partition, offset, Arrays.copyOfRange(source, start, start + length), 0, length);
    }

    /** The same tokens without the blanks and line breaks between them. */
    Row onOneLine() {
        byte[] line = Arrays.copyOfRange(source, start, start + length);
        int end = 0;
        boolean inText = false;
        for (int i = 0; i < line.length; i++) {
            byte b = line[i];
            if (inText && b == '\\') {
                line[end++] = b;
                line[end++] = line[++i];
            } else if (inText || (b != ' ' && b != '\t' && b != '\n' && b != '\r')) {
                line[end++] = b;
                inText ^= b == '"';
            }
        }
        return new Row(table, partition, offset, line, 0, end);
    }

    /** Writes the row and a line break. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(source, start, length);
        out.write('\n');
    }
}
