package dev.tavilypipeline.analytics.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.tavilypipeline.analytics.sample.SampleRows;

/**
 * Compares what a service answers with what the oracle says of the same rows.
 *
 * @param source the warehouse that has to answer, as {@code meta.source} names it
 */
public record KpiCheck(KpiClient client, SampleRows rows, String source) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final Map<String, Duration> RANGES = Map.of("24h", Duration.ofDays(1), "7d", Duration.ofDays(7), "30d",
            Duration.ofDays(30), "90d", Duration.ofDays(90));

    /**
     * Compares all of them before it fails.
     *
     * @param cases in parallel, if the stream is
     * @return the bodies without what it took to compute: equal for equal data
     */
    public Map<KpiCase, String> assertAsTheOracleSays(Stream<KpiCase> cases) {
        Map<KpiCase, String> bodies = new ConcurrentHashMap<>();
        SoftAssertions all = new SoftAssertions();
        cases.forEach(asked -> all.check(() -> bodies.put(asked, assertAsTheOracleSays(asked))));
        all.assertAll();
        return bodies;
    }

    /** @return the body without what it took to compute: equal for equal data */
    public String assertAsTheOracleSays(KpiCase asked) {
        while (true) {
            Instant now = Instant.now();
            HttpResponse<String> response = client.get(asked.toString());
            if (minute(now).equals(minute(Instant.now()))) {
                assertThat(response.statusCode()).as("%s: %s", asked, response.body()).isEqualTo(200);
                assertAsTheOracleSays(asked, response.body(), now);
                return response.body().replaceAll("\"(took_ms|data_as_of)\":[^,}]+", "");
            }
            // buckets may have ended in between
        }
    }

    private void assertAsTheOracleSays(KpiCase asked, String body, Instant now) {
        if (asked.isCsv()) {
            KpiOracle oracle = new KpiOracle(rows, request(asked, Map.of()), now);
            List<String> tables = KpiMatrix.tables(asked.resource());
            String table = asked.parameters().getOrDefault("table", tables).get(0);
            CsvTable.parse(body).assertSame(asked.toString(), oracle.answer(asked.resource()), table);
            return;
        }
        Map<String, Object> answer = parse(body);
        Map<?, ?> meta = (Map<?, ?>) answer.remove("meta");
        KpiOracle oracle = new KpiOracle(rows, request(asked, meta), now);
        assertWindow(asked, meta, now);
        Map<String, Object> expectedMeta = oracle.meta();
        expectedMeta.put("source", source);
        expectedMeta.put("warnings", List.of());
        Map<String, Object> actualMeta = new LinkedHashMap<>();
        expectedMeta.keySet().forEach(name -> actualMeta.put(name, meta.get(name)));
        Figures.assertSame(asked + " meta", actualMeta, expectedMeta);
        Figures.assertSame(asked.toString(), answer, oracle.answer(asked.resource()));
    }

    /** A range ends at the next full minute. */
    private static void assertWindow(KpiCase asked, Map<?, ?> meta, Instant now) {
        if (asked.hasRange()) {
            Instant to = Instant.parse((String) meta.get("to"));
            assertThat(to).as(asked.toString()).isEqualTo(minute(now).plus(1, ChronoUnit.MINUTES));
            assertThat(Duration.between(Instant.parse((String) meta.get("from")), to)).as(asked.toString())
                    .isEqualTo(RANGES.get(asked.parameters().get("range").get(0)));
        }
    }

    private static OracleRequest request(KpiCase asked, Map<?, ?> meta) {
        return new OracleRequest(asked.parameters(), time("from", asked, meta), time("to", asked, meta));
    }

    private static Instant time(String name, KpiCase asked, Map<?, ?> meta) {
        return Instant.parse(asked.hasRange() ? (String) meta.get(name) : asked.parameters().get(name).get(0));
    }

    private static Instant minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    private static Map<String, Object> parse(String body) {
        try {
            return JSON.readValue(body, new TypeReference<>() {
            });
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
