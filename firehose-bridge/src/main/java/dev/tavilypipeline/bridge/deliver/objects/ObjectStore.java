package dev.tavilypipeline.bridge.deliver.objects;

import java.io.Closeable;
import java.io.IOException;

/** Stores objects: readers see each whole or not at all, and none is ever overwritten. */
interface ObjectStore extends Closeable {

    /** One word, for metrics, logs and readiness. */
    String name();

    ObjectBatch begin() throws IOException;

    /** @throws IOException with the reason, while nothing can be written */
    void check() throws IOException;
}
