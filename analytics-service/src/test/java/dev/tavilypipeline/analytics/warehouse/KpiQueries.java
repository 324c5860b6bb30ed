package dev.tavilypipeline.analytics.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.sql.NamedQuery;
import dev.tavilypipeline.analytics.sql.Parameters;
import dev.tavilypipeline.analytics.window.Buckets;
import dev.tavilypipeline.analytics.window.Granularity;
import dev.tavilypipeline.analytics.window.Window;

/**
 * Every query of {@code sql/kpis} with parameters that use each condition of its SQL, for comparing one warehouse with another.
 */
public final class KpiQueries {

    private static final Pattern RANKED_BY_COST = Pattern.compile("\nORDER BY (\\w*cost_usd) DESC");

    private static final List<Map<String, List<String>>> FILTERS = List.of(
            Map.of(),
            Map.of("simulated", List.of("true"), "company", List.of("openai", "tesla")),
            Map.of("industry", List.of("software"), "status", List.of("success", "failed")),
            Map.of("provider", List.of("tavily-simulator", "openai")),
            Map.of("step", List.of("search_overview"), "simulated", List.of("true")),
            Map.of("repriced", List.of("true")),
            Map.of("repriced", List.of("true"), "provider", List.of("openai-simulator", "azure")));

    private KpiQueries() {
    }

    /** By a name that tells query and parameters. */
    private static Map<String, BoundQuery> of(Window window) {
        Map<String, BoundQuery> all = new LinkedHashMap<>();
        for (String name : names()) {
            NamedQuery query = name.startsWith("completeness") ? NamedQuery.plain(name) : NamedQuery.packaged(name);
            for (int i = 0; i < FILTERS.size(); i++) {
                Granularity granularity = i == 1 ? Granularity.HOUR : Granularity.WEEK;
                all.put(name + " " + FILTERS.get(i),
                        query.bind(parameters(window, granularity, FILTERS.get(i)), granularity.wireName()));
            }
        }
        return all;
    }

    private static Parameters parameters(Window window, Granularity granularity,
            Map<String, List<String>> filters) {
        Window shown = granularity == Granularity.HOUR ? new Window(window.from(), window.from().plusSeconds(3_000_000))
                : window;
        List<String> segments = Buckets.boundSegments(shown, granularity, ZoneId.of("Europe/Berlin"));
        return parameter -> switch (parameter) {
            case "from" -> List.of(shown.boundFrom());
            case "to" -> List.of(shown.boundTo());
            case "segments" -> segments;
            case "top" -> List.of("7");
            default -> filters.getOrDefault(parameter, List.of());
        };
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("../sql/kpis"))) {
            files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".sql")).sorted()
                    .forEach(name -> names.add(name.replace(".sql", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** Counts, names and times are the same, what was divided, interpolated or added up in doubles to nine digits. */
    public static void assertSameAnswers(Warehouse actual, Warehouse expected, Window window) {
        of(window).forEach((name, query) -> {
            List<Map<String, Object>> rows = rows(actual, window, query);
            List<Map<String, Object>> same = rows(expected, window, query);
            assertThat(rows).as(name).hasSameSizeAs(same);
            for (int i = 0; i < rows.size(); i++) {
                String rank = rankingCost(query);
                if (rank != null && sharesItsRank(rank, same, i)) {
                    assertThat(rows.get(i).get(rank)).as(name + " row " + i).isEqualTo(same.get(i).get(rank));
                } else {
                    assertThat(rows.get(i)).as(name + " row " + i).isEqualTo(same.get(i));
                }
            }
        });
    }

    /** @return the cost by which the rows are ranked; null if they are not ranked by a cost */
    private static String rankingCost(BoundQuery query) {
        Matcher ranking = RANKED_BY_COST.matcher(query.sql());
        return ranking.find() ? ranking.group(1) : null;
    }

    /** Where costs are added up in doubles, those that are equal may differ in their last digit, and so in their order. */
    private static boolean sharesItsRank(String rank, List<Map<String, Object>> rows, int row) {
        return IntStream.of(row - 1, row + 1).anyMatch(other -> other >= 0 && other < rows.size()
                && Objects.equals(rows.get(other).get(rank), rows.get(row).get(rank)));
    }

    /** In the order of the query, or by their first column where it leaves the order open. */
    private static List<Map<String, Object>> rows(Warehouse warehouse, Window window, BoundQuery query) {
        List<Map<String, Object>> rows = new ArrayList<>(warehouse.<List<Map<String, Object>>> read(window,
                snapshot -> snapshot.query(query)));
        if (query.sql().lines().noneMatch(line -> line.startsWith("ORDER BY"))) {
            rows.sort(Comparator.comparing(row -> row.values().toString()));
        }
        rows.replaceAll(row -> {
            Map<String, Object> numbers = new LinkedHashMap<>(row);
            numbers.replaceAll((name, value) -> value instanceof Number number ? new Figure(number.doubleValue()) : value);
            return numbers;
        });
        return rows;
    }

    private record Figure(double value) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Figure figure
                    && Math.abs(value - figure.value) <= 1e-9 * Math.max(1, Math.max(Math.abs(value), Math.abs(figure.value)));
        }

        @Override
        public int hashCode() {
            return 0;
        }

        @Override
        public String toString() {
            return Double.toString(value);
        }
    }
}
