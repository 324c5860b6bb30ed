package dev.tavilypipeline.analytics.kpi;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What can be asked: every headline figure, and every breakdown with its columns. */
record KpiCatalogue(List<Kpi> kpis, List<Breakdown> breakdowns) {

    static final String COMPLETENESS = "completeness";

    /** @param id such as {@code health.success_ratio}, which is where it stands in the answers */
    record Kpi(String id, String title, String unit, String better, String definition, String link) {
    }

    record Breakdown(String id, String question, List<KpiColumn> columns, String link) {
    }

    static KpiCatalogue of(KpiQueries queries) {
        return new KpiCatalogue(
                Stream.concat(groups().flatMap(group -> queries.named(group.headlineQuery()).header().columns().stream()
                        .map(column -> kpi(group.wireName(), column))),
                        Arrival.columns().stream().map(column -> kpi(COMPLETENESS, column))).toList(),
                groups().flatMap(group -> group.breakdowns().stream()
                        .map(breakdown -> breakdown(group, breakdown, queries))).toList());
    }

    private static Stream<KpiGroup> groups() {
        return Arrays.stream(KpiGroup.values());
    }

    private static Kpi kpi(String group, KpiColumn column) {
        return new Kpi(group + "." + column.name(), column.title(), column.unit(), column.better(), column.definition(),
                link(group));
    }

    private static Breakdown breakdown(KpiGroup group, String name, KpiQueries queries) {
        KpiHeader header = queries.named(group.breakdownQuery(name)).header();
        return new Breakdown(group.wireName() + "." + name, header.question(), header.columns(), link(group.wireName()));
    }

    private static String link(String group) {
        return "/kpis/" + group;
    }
}
