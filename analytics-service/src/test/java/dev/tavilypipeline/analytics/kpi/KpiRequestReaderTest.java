package dev.tavilypipeline.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tavilypipeline.analytics.sql.Parameters;
import dev.tavilypipeline.analytics.window.Granularity;
import dev.tavilypipeline.analytics.window.Window;
import dev.tavilypipeline.kit.http.ProblemException;

class KpiRequestReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:30:00.123456789Z");
    private static final Instant NEXT_MINUTE = Instant.parse("2026-11-22T18:31:00Z");

    private final KpiRequestReader requests = new KpiRequestReader(Simulated.TRUE, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void shouldResolveEveryDefault() {
        KpiRequest request = requests.read(Map.of());

        assertThat(request.window()).isEqualTo(new Window(Instant.parse("2026-11-15T18:31:00Z"), NEXT_MINUTE));
        assertThat(request.compared()).isEmpty();
        assertThat(request.zone().getId()).isEqualTo("UTC");
        assertThat(request.granularity()).isEqualTo(Granularity.DAY);
        assertThat(request.simulated()).isEqualTo(Simulated.TRUE);
        assertThat(request.filters()).isEmpty();
        assertThat(request.top()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({ "24h, 2026-11-21T18:31:00Z, HOUR", "7d, 2026-11-15T18:31:00Z, DAY", "30d, 2026-10-23T18:31:00Z, DAY",
            "90d, 2026-08-24T18:31:00Z, DAY" })
    void shouldEndARangeAtTheNextMinute(String range, Instant from, Granularity granularity) {
        KpiRequest request = requests.read(Map.of("range", List.of(range)));

        assertThat(request.window()).isEqualTo(new Window(from, NEXT_MINUTE));
        assertThat(request.granularity()).isEqualTo(granularity);
    }

    @Test
    void shouldReadAWindowAndCompareItWithTheOneBefore() {
        KpiRequest request = requests.read(Map.of("from", List.of("2026-01-01T00:00:00Z"),
                "to", List.of("2026-01-01T02:00:00.5+01:00"), "simulated", List.of("all"), "compare", List.of("previous")));
        Parameters parameters = request.parameters(request.window());

        assertThat(parameters.values("from")).containsExactly("2026-01-01 00:00:00.000000");
        assertThat(parameters.values("to")).containsExactly("2026-01-01 01:00:00.500000");
        assertThat(parameters.values("simulated")).isEmpty();
        assertThat(request.compared()).contains(
                new Window(Instant.parse("2025-12-31T22:59:59.5Z"), Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(request.span().from()).isEqualTo("2025-12-31T22:59:59.5Z");
    }

    @Test
    void shouldBindFiltersAsTheWarehouseStoresThemWhateverTheirOrder() {
        KpiRequest request = requests.read(Map.of("company", List.of(" TESLA ", "Siemens"), "status", List.of("failed")));

        assertThat(request.parameters(request.window()).values("company")).containsExactly("tesla", "siemens");
        assertThat(request).isEqualTo(
                requests.read(Map.of("company", List.of("Siemens", " TESLA "), "status", List.of("failed", "failed"))));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "range, 8d, -, -, range",
            "range, '', -, -, range",
            "range, 7d, from, 2026-01-01T00:00:00Z, range",
            "from, 2026-01-01T00:00:00Z, -, -, to",
            "to, 2026-01-01T00:00:00Z, -, -, from",
            "from, yesterday, to, 2026-01-01T00:00:00Z, from",
            "from, 2026-01-01T00:00:00Z, to, 2026-01-02, to",
            "from, 2026-01-01T00:00:00Z, to, 2026-01-01T00:00:00Z, from",
            "from, -0001-01-01T00:00:00Z, to, 2026-01-01T00:00:00Z, from",
            "from, 2026-01-01T00:00:00Z, to, +10000-01-01T00:00:00Z, to",
            "tz, Berlin, -, -, tz",
            "tz, +99:00, -, -, tz",
            "granularity, fortnight, -, -, granularity",
            "compare, next, -, -, compare",
            "company, ' ', -, -, company",
            "top, 0, -, -, top",
            "top, 101, -, -, top",
            "top, 1e1, -, -, top",
            "simulated, yes, -, -, simulated" })
    void shouldNameTheParameterThatIsWrong(String name, String value, String otherName, String otherValue, String field) {
        Map<String, List<String>> query = otherName == null ? Map.of(name, List.of(value))
                : Map.of(name, List.of(value), otherName, List.of(otherValue));

        assertRefused(query, 400, field);
    }

    @Test
    void shouldRefuseWhatIsTooMuch() {
        assertRefused(Map.of("range", List.of("7d", "30d")), 400, "range");
        assertRefused(Map.of("company", Collections.nCopies(51, "x")), 400, "company");
        assertRefused(Map.of("company", List.of("x".repeat(201))), 400, "company");
        assertRefused(Map.of("from", List.of("2010-01-01T00:00:00Z"), "to", List.of("2026-01-01T00:00:00Z")), 422, "from");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "status | success, partial, failed, cancelled, abandoned",
            "step | search_overview, search_competitors, summarize", "granularity | auto, day, hour, minute, month, week",
            "range | 24h, 30d, 7d, 90d", "compare | previous, none", "simulated | true, false, all" })
    void shouldListWhatThereIsOfAClosedSet(String name, String allowed) {
        List<String> all = List.of(allowed.split(", ", -1));
        for (String wrong : List.of("luck", "queued", "Success", "SUMMARIZE", all.get(0) + " ",
                all.get(0) + "," + all.get(1))) {
            assertRefused(Map.of(name, List.of(wrong)), 400, name);
            assertThat(catchThrowable(() -> requests.read(Map.of(name, List.of(wrong)))).getMessage())
                    .isEqualTo("'" + name + "' must be one of " + allowed);
        }
        for (String right : all) {
            Map<String, List<String>> query = new HashMap<>(Map.of(name, List.of(right)));
            if (!name.equals("range")) {
                query.putAll(Map.of("from", List.of("2026-01-01T00:00:00Z"), "to", List.of("2026-01-01T01:00:00Z")));
            }
            assertThat(requests.read(query)).isNotNull();
        }
    }

    @Test
    void shouldRefuseOneUnknownStatusAmongKnownOnes() {
        assertRefused(Map.of("status", List.of("success", "sucess")), 400, "status");
        assertRefused(Map.of("step", List.of("summarize", "search")), 400, "step");
    }

    private void assertRefused(Map<String, List<String>> query, int status, String field) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> requests.read(query));
        assertThat(refused.problem().status()).isEqualTo(status);
        assertThat(refused.problem().more().get("field")).isEqualTo(field);
    }
}
