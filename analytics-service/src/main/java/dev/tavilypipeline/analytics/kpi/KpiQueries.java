package dev.tavilypipeline.analytics.kpi;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All queries, read once: one that is missing or badly described is found at start. */
record KpiQueries(Map<String, KpiQuery> byName) {

    static KpiQueries packaged() {
        return new KpiQueries(Arrays.stream(KpiGroup.values())
                .flatMap(KpiQueries::namesOf)
                .map(KpiQuery::packaged)
                .collect(Collectors.toUnmodifiableMap(KpiQuery::name, Function.identity())));
    }

    KpiQuery named(String name) {
        return byName.get(name);
    }

    private static Stream<String> namesOf(KpiGroup group) {
        return Stream.concat(Stream.of(group.headlineQuery()), group.breakdowns().stream().map(group::breakdownQuery));
    }
}
