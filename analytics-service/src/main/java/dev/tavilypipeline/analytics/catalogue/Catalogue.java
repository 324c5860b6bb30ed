package dev.tavilypipeline.analytics.catalogue;

import java.util.List;
import java.util.stream.Stream;

import dev.tavilypipeline.analytics.completeness.DeliveryState;
import dev.tavilypipeline.analytics.kpi.KpiGroup;
import dev.tavilypipeline.analytics.kpi.KpiTable;
import dev.tavilypipeline.analytics.kpi.costs.CostsTables;
import dev.tavilypipeline.analytics.kpi.health.HealthTables;
import dev.tavilypipeline.analytics.kpi.performance.PerformanceTables;
import dev.tavilypipeline.analytics.kpi.usage.UsageTables;
import dev.tavilypipeline.analytics.sql.QueryColumn;

/** What can be asked: every headline figure, and every list with its columns. */
record Catalogue(List<Kpi> kpis, List<Breakdown> breakdowns) {

    private static final String COMPLETENESS = "completeness";

    /** @param id such as {@code health.success_ratio}, which is where it stands in the answers */
    record Kpi(String id, String title, String unit, String better, String definition, String link) {
    }

    record Breakdown(String id, String question, List<QueryColumn> columns, String link) {
    }

    static Catalogue packaged() {
        List<KpiGroup> groups = List.of(HealthTables.GROUP, PerformanceTables.GROUP, UsageTables.GROUP, CostsTables.GROUP);
        return new Catalogue(
                Stream.concat(groups.stream().flatMap(group -> kpis(group.name(), group.figures().query().header().columns())),
                        kpis(COMPLETENESS, DeliveryState.columns())).toList(),
                groups.stream().flatMap(group -> group.breakdowns().stream().map(table -> breakdown(group, table))).toList());
    }

    private static Stream<Kpi> kpis(String group, List<QueryColumn> columns) {
        return columns.stream().map(column -> new Kpi(group + "." + column.name(), column.title(), column.unit(),
                column.better(), column.definition(), link(group)));
    }

    private static Breakdown breakdown(KpiGroup group, KpiTable<?> table) {
        return new Breakdown(group.name() + "." + table.name(), table.query().header().question(),
                table.query().header().columns(), link(group.name()));
    }

    private static String link(String group) {
        return "/kpis/" + group;
    }
}
