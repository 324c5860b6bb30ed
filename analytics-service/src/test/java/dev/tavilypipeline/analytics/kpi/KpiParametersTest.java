package dev.tavilypipeline.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tavilypipeline.kit.http.ProblemException;

class KpiParametersTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:30:00.123456789Z");
    private static final Instant NOW_IN_MICROS = Instant.parse("2026-11-22T18:30:00.123456Z");

    private final KpiParameters parameters = new KpiParameters(Simulated.TRUE, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void shouldAskForSevenDaysAndWhatIsConfiguredByDefault() {
        assertThat(parameters.read(Map.of())).isEqualTo(
                new KpiRequest(new Window(Instant.parse("2026-11-15T18:30:00.123456Z"), NOW_IN_MICROS), Simulated.TRUE));
    }

    @ParameterizedTest
    @CsvSource({ "24h, 2026-11-21T18:30:00.123456Z", "7d, 2026-11-15T18:30:00.123456Z", "30d, 2026-10-23T18:30:00.123456Z",
            "90d, 2026-08-24T18:30:00.123456Z" })
    void shouldEndARangeNow(String range, Instant from) {
        assertThat(parameters.read(Map.of("range", List.of(range))).window()).isEqualTo(new Window(from, NOW_IN_MICROS));
    }

    @Test
    void shouldReadAWindow() {
        KpiRequest request = parameters.read(Map.of("from", List.of("2026-01-01T00:00:00Z"),
                "to", List.of("2026-01-01T02:00:00.5+01:00"), "simulated", List.of("all")));

        assertThat(request.bound("from")).isEqualTo("2026-01-01 00:00:00.000000");
        assertThat(request.bound("to")).isEqualTo("2026-01-01 01:00:00.500000");
        assertThat(request.bound("simulated")).isNull();
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
            "simulated, yes, -, -, simulated",
            "granularity, day, -, -, granularity" })
    void shouldNameTheParameterThatIsWrong(String name, String value, String otherName, String otherValue, String field) {
        Map<String, List<String>> query = otherName == null ? Map.of(name, List.of(value))
                : Map.of(name, List.of(value), otherName, List.of(otherValue));

        assertThat(fieldRefused(query)).isEqualTo(field);
    }

    @Test
    void shouldRefuseAParameterGivenTwice() {
        assertThat(fieldRefused(Map.of("range", List.of("7d", "30d")))).isEqualTo("range");
    }

    private Object fieldRefused(Map<String, List<String>> query) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> parameters.read(query));
        assertThat(refused.problem().status()).isEqualTo(400);
        return refused.problem().more().get("field");
    }
}
