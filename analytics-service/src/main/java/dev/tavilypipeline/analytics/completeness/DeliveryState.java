package dev.tavilypipeline.analytics.completeness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

import dev.tavilypipeline.analytics.sql.QueryColumn;

/** What the runs of a window are counted as, when the warehouse is compared with the collector's ledger. */
public enum DeliveryState {
    EMITTED("none", "Emitted", "runs of which the ledger knows an envelope: each is whole, missing, behind, of other counts or"
            + " within the allowance"),
    WHOLE("up", "Whole", "those that are in the warehouse as they were emitted, or as they were emitted since"),
    MISSING("down", "Missing", "those that are not in the warehouse"),
    BEHIND("down", "Behind", "those that are there in an older revision, or by an older projection"),
    OTHER_COUNTS("down", "Other counts", "those that are there in their revision, with another number of steps or calls"),
    UNEXPECTED("down", "Unexpected", "runs that are in the warehouse and of which the ledger knows no envelope"),
    WITHIN_ALLOWANCE("none", "Within the allowance", "those emitted that are not whole and may still be on their way, since"
            + " they were emitted no longer ago than the delivery allowance"),
    DUE("none", "Due", "runs with an envelope still to be emitted; where an older one was, they are among those emitted too"),
    ACTIVE("none", "Active", "runs that are not at their end"),
    NOT_DELIVERED("none", "Not to be delivered", "runs with deliver = false, which no warehouse is to have");

    /** What does not come by itself. */
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
