package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.tavilypipeline.kit.json.ContractJson;

/**
 * Fills {@code price_lists} and {@code model_prices} from the price file of agent-service, which is packaged with this service,
 * too.
 */
record PriceTables(List<PriceList> oldestFirst) {

    private static final String FILE = "/prices.json";
    private static final LocalDate UNTIL_FURTHER_NOTICE = LocalDate.of(9999, 12, 31);
    private static final String INSERT_LIST = """
            INSERT INTO price_lists VALUES (?, CAST(? AS DATETIME), CAST(? AS DATETIME), ?)""";
    private static final String INSERT_MODEL = """
            INSERT INTO model_prices VALUES (?, CAST(? AS DATETIME), CAST(? AS DATETIME), ?, ?, ?, ?)""";

    record PriceList(
            @JsonProperty(value = "version", required = true) String version,
            @JsonProperty(value = "effective_from", required = true) LocalDate effectiveFrom,
            @JsonProperty(value = "usd_per_credit", required = true) BigDecimal usdPerCredit,
            @JsonProperty(value = "models", required = true) Map<String, ModelPrice> models) {
    }

    /** US dollars for a million tokens. */
    record ModelPrice(
            @JsonProperty(value = "input", required = true) BigDecimal input,
            @JsonProperty(value = "cached_input", required = true) BigDecimal cachedInput,
            @JsonProperty(value = "output", required = true) BigDecimal output) {
    }

    static PriceTables packaged() {
        try (InputStream file = PriceTables.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the service was packaged without " + FILE);
            }
            return new PriceTables(Arrays.stream(ContractJson.read(file.readAllBytes(), PriceList[].class))
                    .sorted(Comparator.comparing(PriceList::effectiveFrom)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
