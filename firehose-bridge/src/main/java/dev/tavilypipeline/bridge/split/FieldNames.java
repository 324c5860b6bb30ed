package dev.tavilypipeline.bridge.split;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.io.SerializedString;

/**
 * The fields of the last row of a table, in their order. The next row most likely has the same, and to compare a name with the
 * one that is expected costs a fraction of looking it up.
 */
final class FieldNames {

    /** Rows with more fields are read all the same. */
    private static final int MOST = 64;

    private final List<SerializedString> names = new ArrayList<>();

    /** The name of the field at this place, or null where there was none. */
    SerializedString at(int place) {
        return place < names.size() ? names.get(place) : null;
    }

    void learn(int place, String name) {
        if (place < names.size()) {
            names.set(place, new SerializedString(name));
        } else if (place < MOST) {
            names.add(new SerializedString(name));
        }
    }
}
