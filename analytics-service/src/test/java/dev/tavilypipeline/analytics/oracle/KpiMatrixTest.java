package dev.tavilypipeline.analytics.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.analytics.sample.SampleRows;
import dev.tavilypipeline.analytics.sample.SampleTimes;

class KpiMatrixTest {

    private static final Map<String, List<String>> VALUES = Map.of(
            "range", List.of("24h", "7d", "30d", "90d"),
            "tz", List.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"),
            "granularity", List.of("auto", "minute", "hour", "day", "week", "month"),
            "compare", List.of("none", "previous"), "simulated", List.of("true", "false", "all"),
            "cost", List.of("recorded", "repriced"),
            "top", List.of("1", "3", "100"), "format", List.of("json", "csv"));
    private static final List<String> FILTERS = List.of("company", "industry", "status", "step", "provider");

    private final List<KpiCase> cases = cases();

    private static List<KpiCase> cases() {
        Random random = new Random(1);
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        return new KpiMatrix(SampleRows.of(random, SampleTimes.of(random, 8_000, now)), now).cases();
    }

    @Test
    void shouldHaveEveryValueOfEveryParameterForEveryResource() {
        for (String resource : KpiMatrix.resources()) {
            VALUES.forEach((name, values) -> assertThat(values).as(resource + " " + name)
                    .allSatisfy(value -> assertThat(count(resource, Map.of(name, List.of(value))))
                            .isGreaterThanOrEqualTo(name.equals("range") ? 1 : 2)));
        }
    }

    @Test
    void shouldHaveEveryFilterAloneWithOneValueAndWithTwoAndEveryPair() {
        Map<List<String>, List<KpiCase>> byFilters = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        byFilters.putAll(cases.stream().filter(each -> each.resource().equals("costs"))
                .collect(Collectors.groupingBy(each -> FILTERS.stream().filter(each.parameters()::containsKey).toList())));

        for (String filter : FILTERS) {
            assertThat(byFilters.get(List.of(filter))).extracting(each -> each.parameters().get(filter).size()).contains(1, 2);
            FILTERS.stream().filter(other -> FILTERS.indexOf(other) > FILTERS.indexOf(filter))
                    .forEach(other -> assertThat(byFilters).containsKey(List.of(filter, other)));
        }
    }

    @Test
    void shouldHaveEveryTableAsCsv() {
        for (String resource : KpiMatrix.resources()) {
            assertThat(KpiMatrix.tables(resource)).allSatisfy(table -> assertThat(
                    count(resource, Map.of("format", List.of("csv"), "table", List.of(table)))).isGreaterThanOrEqualTo(2));
        }
    }

    private long count(String resource, Map<String, List<String>> parameters) {
        return cases.stream().filter(each -> each.resource().equals(resource))
                .filter(each -> each.parameters().entrySet().containsAll(parameters.entrySet())).count();
    }
}
