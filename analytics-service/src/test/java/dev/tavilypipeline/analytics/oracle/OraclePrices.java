package dev.tavilypipeline.analytics.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.contract.ApiCallRow;

/**
 * What a call costs by a price file, as a person reads it: by the list of its day, and by the first of the model's names in it.
 */
public final class OraclePrices {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    /** The file in the service of the tests; prices change in it while the sample's calls are made. */
    static final OraclePrices OF_THE_TESTS = new OraclePrices();

    private final List<JsonNode> lists = new ArrayList<>();

    private OraclePrices() {
        try (InputStream file = OraclePrices.class.getResourceAsStream("/prices.json")) {
            JSON.readTree(file).forEach(lists::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String newest() {
        JsonNode newest = lists.get(0);
        for (JsonNode list : lists) {
            newest = from(list).isAfter(from(newest)) ? list : newest;
        }
        return newest.get("version").asText();
    }

    /** The same call at another cost, which is null where no price is known. */
    ApiCallRow repriced(ApiCallRow call) {
        BigDecimal cost = usd(call);
        return new ApiCallRow(call.callId(), call.runId(), call.queryUsed(), call.resultsReturned(), call.latencyMs(),
                call.calledAt(), call.stepId(), call.executionId(), call.provider(), call.operation(), call.status(),
                call.httpStatus(), call.attempt(), call.cacheHit(), call.credits(), call.model(), call.inputTokens(),
                call.cachedInputTokens(), call.outputTokens(), cost == null ? null : cost.setScale(8, RoundingMode.HALF_UP),
                call.priceVersion(), call.requestId(), call.errorType(), call.errorMessage(), call.requestedAt(),
                call.simulated(), call.revision(), call.projectionVersion(), call.emittedAt());
    }

    private BigDecimal usd(ApiCallRow call) {
        JsonNode list = inForce(call.calledAt());
        if (call.cacheHit()) {
            return BigDecimal.ZERO;
        }
        if (call.credits() != null) {
            return list == null ? null : call.credits().multiply(decimal(list.get("usd_per_credit")));
        }
        JsonNode price = list == null || call.model() == null ? null : price(list.get("models"), call.model());
        if (price == null || call.inputTokens() == null || call.outputTokens() == null) {
            return null;
        }
        int given = call.cachedInputTokens() == null ? 0 : call.cachedInputTokens();
        int cached = given > call.inputTokens() ? 0 : given;
        return perMillion(price.get("input"), call.inputTokens() - cached).add(perMillion(price.get("cached_input"), cached))
                .add(perMillion(price.get("output"), call.outputTokens()));
    }

    private JsonNode inForce(Instant time) {
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        JsonNode found = null;
        for (JsonNode list : lists) {
            if (!from(list).isAfter(day) && (found == null || from(list).isAfter(from(found)))) {
                found = list;
            }
        }
        return found;
    }

    private static JsonNode price(JsonNode models, String model) {
        String last = model.strip().toLowerCase(Locale.ROOT);
        last = last.contains("/") ? last.substring(last.lastIndexOf('/') + 1) : last;
        String bare = withoutVendors(last);
        return Stream.of(model, bare, withoutDate(bare)).filter(models::has).map(models::get).findFirst()
                .orElse(null);
    }

    private static String withoutVendors(String name) {
        int dot = name.indexOf('.');
        boolean isVendor = dot > 0 && dot + 1 < name.length() && isWord(name.substring(0, dot))
                && isWord(name.substring(dot + 1, dot + 2));
        return isVendor ? withoutVendors(name.substring(dot + 1)) : name;
    }

    private static boolean isWord(String text) {
        return text.chars().allMatch(c -> LETTERS.indexOf(c) >= 0);
    }

    private static String withoutDate(String name) {
        for (int length : new int[] { "2024-07-18".length(), "20240718".length() }) {
            int start = name.length() - length;
            if (start > 0 && "-@".indexOf(name.charAt(start - 1)) >= 0 && isDate(name.substring(start))) {
                return name.substring(0, start - 1);
            }
        }
        return name;
    }

    private static boolean isDate(String text) {
        String shape = text.replaceAll("[0-9]", "0");
        return shape.equals("0000-00-00") || (shape.equals("00000000") && text.startsWith("20"));
    }

    private static BigDecimal perMillion(JsonNode price, int tokens) {
        return decimal(price).multiply(BigDecimal.valueOf(tokens)).divide(BigDecimal.valueOf(1_000_000));
    }

    private static BigDecimal decimal(JsonNode number) {
        return new BigDecimal(number.asText());
    }

    private static LocalDate from(JsonNode list) {
        return LocalDate.parse(list.get("effective_from").asText());
    }
}
