package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.kit.prices.PriceList;
import dev.tavilypipeline.kit.prices.PriceList.ModelPrice;

/**
 * Fills {@code price_lists} and {@code model_prices} from the price lists.
 */
record PriceTables(List<PriceList> oldestFirst) {

    private static final LocalDate UNTIL_FURTHER_NOTICE = LocalDate.of(9999, 12, 31);
    private static final String INSERT_LIST = """
            INSERT INTO price_lists VALUES (?, CAST(? AS DATETIME), CAST(? AS DATETIME), ?)""";
    private static final String INSERT_MODEL = """
            INSERT INTO model_prices VALUES (?, CAST(? AS DATETIME), CAST(? AS DATETIME), ?, ?, ?, ?)""";

    static PriceTables packaged() {
        return new PriceTables(PriceList.packagedWith(PriceTables.class));
    }

    /** In the transaction of the connection. */
    void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement list = connection.prepareStatement(INSERT_LIST);
                PreparedStatement model = connection.prepareStatement(INSERT_MODEL)) {
            statement.execute("DELETE FROM price_lists");
            statement.execute("DELETE FROM model_prices");
            for (int i = 0; i < oldestFirst.size(); i++) {
                PriceList each = oldestFirst.get(i);
                LocalDate until = i + 1 < oldestFirst.size() ? oldestFirst.get(i + 1).effectiveFrom() : UNTIL_FURTHER_NOTICE;
                insert(list, each, until, each.usdPerCredit());
                for (Map.Entry<String, ModelPrice> price : each.models().entrySet()) {
                    insert(model, each, until, price.getKey(), price.getValue().input(), price.getValue().cachedInput(),
                            price.getValue().output());
                }
            }
        }
    }

    private static void insert(PreparedStatement row, PriceList list, LocalDate until, Object... rest) throws SQLException {
        row.setString(1, list.version());
        row.setString(2, list.effectiveFrom().toString());
        row.setString(3, until.toString());
        for (int i = 0; i < rest.length; i++) {
            row.setObject(4 + i, rest[i]);
        }
        row.execute();
    }
}
