package dev.tavilypipeline.analytics.completeness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

import dev.tavilypipeline.analytics.sql.QueryColumn;

/** What the runs of a window are counted as, when the warehouse is compared with the collector's ledger. */
public enum DeliveryState {
    EMITTED("none", "Emitted",
            "runs with an emitted envelope; each also counts as whole, missing, behind or other counts, unless"
                    + " it is within the allowance"),
    WHOLE("up", "Whole", "emitted runs that the warehouse has completely, in this revision or a newer one"),
    MISSING("down", "Missing", "emitted runs that the warehouse does not have"),
    BEHIND("down", "Behind", "emitted runs of which the warehouse has only an older revision or projection version"),
    OTHER_COUNTS("down", "Other counts", "emitted runs that the warehouse has in the same revision, but with another number of"
            + " steps or calls"),
    UNEXPECTED("down", "Unexpected", "runs in the warehouse for which the ledger has no envelope"),
    WITHIN_ALLOWANCE("none", "Within the allowance", "emitted runs that have not arrived completely and were emitted no longer"
            + " ago than the delivery allowance"),
    DUE("none", "Due", "runs whose current envelope is not emitted yet; a run with an older envelope also counts as emitted"),
    ACTIVE("none", "Active", "runs that have not ended"),
    NOT_DELIVERED("none", "Not to be delivered", "runs with deliver = false; all runs if PIPELINE_DESTINATION is none");

    /** What a replay, or a person, must repair. */
    static final List<DeliveryState> GAPS = List.of(MISSING, BEHIND, OTHER_COUNTS, UNEXPECTED);

    private final String better;
    private final String title;
    private final String definition;

    DeliveryState(String better, String title, String definition) {
        this.better = better;
        this.title = title;
        this.definition = definition;
    }

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the counts are, for the catalogue. */
    public static List<QueryColumn> columns() {
        return Arrays.stream(values())
                .map(state -> new QueryColumn(state.wireName(), "runs", state.better, state.title, state.definition))
                .toList();
    }
}
