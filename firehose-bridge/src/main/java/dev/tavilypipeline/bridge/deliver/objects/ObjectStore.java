package dev.tavilypipeline.bridge.deliver.objects;

import java.io.Closeable;
import java.io.IOException;

/** Where objects are kept: readers see each whole or not at all, and none is ever overwritten. */
interface ObjectStore extends Closeable {

    /** One word, for metrics, logs and readiness. */
    String name();

    ObjectBatch begin() throws IOException;

    /** Fails, with the reason, while nothing can be written. */
    void check() throws IOException;
}
