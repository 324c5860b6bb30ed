package dev.tavilypipeline.bridge.split;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** One row of a table: a range of the envelope's own bytes, which hold one JSON object without a line break. */
public final class Row {

    private final Table table;
    private final int partition;
    private final long offset;
    private final byte[] source;
    private final int start;
    private final int length;

    /** @param source the envelope, or a copy of the row if it has several lines in the envelope */
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

    /** Writes the row and a line break. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(source, start, length);
        out.write('\n');
    }
}
