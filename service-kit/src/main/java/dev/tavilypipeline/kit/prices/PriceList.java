package dev.tavilypipeline.kit.prices;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.tavilypipeline.kit.json.ContractJson;

/**
 * What providers charge, in US dollars, from a day in UTC on until the next list is in force. The file {@code prices.json} is
 * part of agent-service, and is packaged with analytics-service, too.
 *
 * @param models by name
 */
public record PriceList(
        @JsonProperty(value = "version", required = true) String version,
        @JsonProperty(value = "effective_from", required = true) LocalDate effectiveFrom,
        @JsonProperty(value = "usd_per_credit", required = true) BigDecimal usdPerCredit,
        @JsonProperty(value = "models", required = true) Map<String, ModelPrice> models) {

    private static final String FILE = "/prices.json";

    /** For a million tokens. */
    public record ModelPrice(
            @JsonProperty(value = "input", required = true) BigDecimal input,
            @JsonProperty(value = "cached_input", required = true) BigDecimal cachedInput,
            @JsonProperty(value = "output", required = true) BigDecimal output) {
    }

    /**
     * @param service a class of the service that the file is packaged with
     * @return all lists, the oldest first
     */
    public static List<PriceList> packagedWith(Class<?> service) {
        try (InputStream file = service.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the service was packaged without " + FILE);
            }
            return Arrays.stream(ContractJson.read(file.readAllBytes(), PriceList[].class))
                    .sorted(Comparator.comparing(PriceList::effectiveFrom)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
