package dev.tavilypipeline.analytics.kpi;

import java.util.ArrayList;
import java.util.List;

import dev.tavilypipeline.analytics.warehouse.DataState;

/** What a reader of the figures has to know about them. */
final class Warnings {

    private Warnings() {
    }

    static List<String> of(DataState state, boolean allLoaded) {
        List<String> warnings = new ArrayList<>();
        if (!allLoaded) {
            warnings.add("the lake is still being loaded: runs are missing");
        }
        if (state.broken() > 0) {
            warnings.add(
                    state.broken() + " object(s) could not be read, in whole or in part, which is not counted; the first is "
                            + state.firstBroken());
        }
        return warnings;
    }
}
