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
        if (state.setAside() > 0) {
            warnings.add(state.setAside() + " object(s) could not be read and are not counted, the first is "
                    + state.firstSetAside());
        }
        return warnings;
    }
}
