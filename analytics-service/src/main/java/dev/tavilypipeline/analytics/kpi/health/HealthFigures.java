package dev.tavilypipeline.analytics.kpi.health;

import java.util.Map;

/** A row of {@code sql/kpis/health.sql}, whose header defines each column. */
public record HealthFigures(long runs, long success, long partial, long failed, long cancelled, long abandoned,
        Double successRatio, String topErrorType) {

    /** Runs by the name of their status. */
    public Map<String, Long> byStatus() {
        return Map.of("success", success, "partial", partial, "failed", failed, "cancelled", cancelled, "abandoned",
                abandoned);
    }
}
