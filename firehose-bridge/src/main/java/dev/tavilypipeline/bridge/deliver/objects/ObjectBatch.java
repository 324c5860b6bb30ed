package dev.tavilypipeline.bridge.deliver.objects;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;

/** Objects that are published together, as far as the store can. Once closed, only published objects remain. */
interface ObjectBatch extends Closeable {

    void add(Table table, String name, List<Row> rows) throws IOException;

    /** When this returns, all objects exist durably. Objects that existed before are left as they are. */
    Published publish() throws IOException;

    /**
     * @param written the objects that this call has published
     * @param alreadyThere how many names were taken
     */
    record Published(List<Written> written, int alreadyThere) {

        public Published {
            written = List.copyOf(written);
        }
    }

    /** @param size in bytes, as stored */
    record Written(Table table, long size) {
    }
}
