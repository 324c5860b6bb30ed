package dev.tavilypipeline.bridge.split;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.io.SerializedString;

/**
 * The field names of the last row of a table, in order. The next row usually has the same names, and comparing a name with an
 * expected one is much cheaper than looking it up.
 */
final class FieldNames {

    /** Names after these are looked up. */
    private static final int MAX_NAMES = 64;

    private final List<SerializedString> names = new ArrayList<>();

    /** The name of the field at this place, or null if there was none. */
    SerializedString at(int place) {
        return place < names.size() ? names.get(place) : null;
    }

    void learn(int place, String name) {
        if (place < names.size()) {
            names.set(place, new SerializedString(name));
        } else if (place < MAX_NAMES) {
            names.add(new SerializedString(name));
        }
    }
}
