package dev.tavilypipeline.analytics.kpi;

import java.util.List;
import java.util.Map;

import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.sql.SqlScript;
import dev.tavilypipeline.analytics.warehouse.Warehouse;
import dev.tavilypipeline.analytics.window.Window;

/**
 * The prices that a warehouse has.
 *
 * @param version of the newest list; null when there is none
 * @param rows all of them as text, which differs when a price does
 */
record PriceTable(String version, String rows) {

    private static final BoundQuery QUERY = new BoundQuery("prices",
            SqlScript.of("kpis/common/prices.sql").withoutComments(), List.of());

    /** What recorded costs need. */
    static final PriceTable NOT_NEEDED = new PriceTable(null, "");

    static PriceTable of(Warehouse warehouse, Window requested) {
        List<Map<String, Object>> rows = warehouse.read(requested, snapshot -> snapshot.query(QUERY));
        String newest = rows.isEmpty() ? null : (String) rows.get(rows.size() - 1).get("price_version");
        return new PriceTable(newest, rows.toString());
    }
}
