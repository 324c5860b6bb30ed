package dev.tavilypipeline.bridge.deliver.objects;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;

/** Objects that are shown together, as far as the store can. Closing it leaves nothing behind but what was shown. */
interface ObjectBatch extends Closeable {

    void add(Table table, String name, List<Row> rows) throws IOException;

    /** When this returns all objects are there for good. Those that were there before are left as they are. */
    Shown show() throws IOException;

    /**
     * @param written what this call made visible
     * @param alreadyThere how many had their name taken
     */
    record Shown(List<Written> written, int alreadyThere) {

        public Shown {
            written = List.copyOf(written);
        }
    }

    /** @param size in bytes, as stored */
    record Written(Table table, long size) {
    }
}
