package dev.tavilypipeline.bridge.split;

import java.io.IOException;
import java.io.OutputStream;

/** One row of a table: a range of the envelope's own bytes, one JSON object without a line break in it. */
public final class Row {

    private final Table table;
    private final byte[] envelope;
    private final byte[] source;
    private final int start;
    private final int length;

    /** @param source the envelope, or a copy of the row where it does not stand in one line there */
    Row(Table table, byte[] envelope, byte[] source, int start, int length) {
        this.table = table;
        this.envelope = envelope;
        this.source = source;
        this.start = start;
        this.length = length;
    }

    public Table table() {
        return table;
    }

    /** In bytes, with the line break that ends it. */
    public int size() {
        return length + 1;
    }

    /** Whether it came in these very bytes, not in equal ones. */
    public boolean cameIn(byte[] bytes) {
        return envelope == bytes;
    }

    /** Writes the row and the line break that ends it. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(source, start, length);
        out.write('\n');
    }
}
