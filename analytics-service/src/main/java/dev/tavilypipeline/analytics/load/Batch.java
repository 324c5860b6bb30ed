package dev.tavilypipeline.analytics.load;

import java.util.ArrayList;
import java.util.List;

/** Objects of one transaction: many small ones together, and never so much that memory would be short. */
final class Batch {

    static final int MAX_OBJECTS = 500;
    static final long MAX_BYTES = 2 * 1024 * 1024;

    private final List<LakeObject> objects = new ArrayList<>();
    private long bytes;

    void add(LakeObject object) {
        objects.add(object);
        bytes += object.bytes();
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }

    boolean isFull() {
        return objects.size() >= MAX_OBJECTS || bytes >= MAX_BYTES;
    }

    /** What it holds; afterwards it holds nothing. */
    List<LakeObject> take() {
        List<LakeObject> taken = List.copyOf(objects);
        objects.clear();
        bytes = 0;
        return taken;
    }
}
