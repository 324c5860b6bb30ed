package dev.tavilypipeline.bridge.split;

import java.io.IOException;
import java.io.OutputStream;

/** One row of a table: a range of the envelope's own bytes, one JSON object without a line break in it. */
public final class Row {

    private final Table table;
    private final byte[] source;
    private final int start;
    private final int length;

    Row(Table table, byte[] source, int start, int length) {
        this.table = table;
        this.source = source;
        this.start = start;
        this.length = length;
    }

    public Table table() {
        return table;
    }

    /** Writes the row and the line break that ends it. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(source, start, length);
        out.write('\n');
    }
}
