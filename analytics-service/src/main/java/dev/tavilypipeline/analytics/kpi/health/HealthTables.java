package dev.tavilypipeline.analytics.kpi.health;

import java.util.List;

import dev.tavilypipeline.analytics.kpi.KpiGroup;
import dev.tavilypipeline.analytics.kpi.KpiTable;

/** Agent Health: do the runs end well, and what goes wrong? */
public final class HealthTables {

    public static final KpiTable<HealthFigures> FIGURES = KpiTable.of("health", "health", HealthFigures.class);
    static final KpiTable<HealthBucket> OVER_TIME = KpiTable.of("over_time", "health_over_time", HealthBucket.class);
    static final KpiTable<StatusRow> RUNS_BY_STATUS = KpiTable.of("runs_by_status", "health_runs_by_status", StatusRow.class);
    static final KpiTable<ErrorRow> ERRORS_BY_TYPE = KpiTable.of("errors_by_type", "health_errors_by_type", ErrorRow.class);
    static final KpiTable<FailingCompanyRow> FAILING_COMPANIES = KpiTable.of("failing_companies", "health_failing_companies",
            FailingCompanyRow.class);
    static final KpiTable<FailingStepRow> FAILING_STEPS = KpiTable.of("failing_steps", "health_failing_steps",
            FailingStepRow.class);
    static final KpiTable<CallErrorRow> CALL_ERRORS = KpiTable.of("call_errors", "health_call_errors", CallErrorRow.class);

    public static final KpiGroup GROUP = new KpiGroup("health", FIGURES,
            List.of(OVER_TIME, RUNS_BY_STATUS, ERRORS_BY_TYPE, FAILING_COMPANIES, FAILING_STEPS, CALL_ERRORS));

    private HealthTables() {
    }
}
