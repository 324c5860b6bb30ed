package dev.tavilypipeline.analytics.kpi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.tavilypipeline.kit.http.ProblemException;

/** Which tables of an answer are read. An answer asks for each of its tables, in its order, whether it is. */
final class ChosenTables {

    private final List<String> named;
    private final boolean one;
    private final Set<String> offered = new LinkedHashSet<>();

    private ChosenTables(List<String> named, boolean one) {
        this.named = named;
        this.one = one;
    }

    static ChosenTables all() {
        return new ChosenTables(List.of(), false);
    }

    /** Those of a format: see {@link AnswerFormat}. */
    static ChosenTables of(AnswerFormat format) {
        return new ChosenTables(format.tables(), format.csv());
    }

    boolean includes(KpiTable<?> table) {
        offered.add(table.name());
        if (named.isEmpty()) {
            return !one || offered.iterator().next().equals(table.name());
        }
        return named.contains(table.name());
    }

    /** @throws ProblemException if one is chosen that the answer does not have */
    void requireOffered() {
        if (!offered.containsAll(named)) {
            throw ProblemException.badField("table", "'table' must be one of " + String.join(", ", offered));
        }
    }
}
