package dev.tavilypipeline.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tavilypipeline.analytics.sample.SampleRows;
import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.RunStepRow;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

/** Runs whose fate on the way to the warehouse is known, and what completeness says of each. */
@QuarkusTest
@WithTestResource(LedgerStub.class)
class CompletenessIT {

    private static final int RUNS = 300;

    LedgerStub collector;

    @ConfigProperty(name = "pipeline.load.lake-dir")
    Path lakeDir;

    /** What became of a run, and as what it has to be counted. */
    private enum Fate {
        ARRIVED("emitted", "whole"),
        LOST("emitted", "missing"),
        AN_OLDER_REVISION_ARRIVED("emitted", "behind"),
        AN_OLDER_PROJECTION_ARRIVED("emitted", "behind"),
        WITHOUT_A_STEP("emitted", "other_counts"),
        WITH_A_CALL_OF_AN_OLDER_REVISION("emitted", "other_counts"),
        EMITTED_A_MOMENT_AGO("emitted", "within_allowance"),
        EMITTED_AGAIN_SINCE("emitted", "whole"),
        DUE_AGAIN("emitted", "due", "whole"),
        DUE("due"),
        ACTIVE("active"),
        NOT_TO_BE_DELIVERED("not_delivered"),
        NOT_TO_BE_DELIVERED_AND_THERE("not_delivered", "unexpected"),
        EMITTED_WHERE_NOTHING_IS_DELIVERED("not_delivered"),
        DELIVERED_BEFORE_NOTHING_WAS_ANY_MORE("not_delivered"),
        NOT_IN_THE_LEDGER("unexpected");

        private final String counts;

        Fate(String... counts) {
            this.counts = String.join(" ", counts);
        }

        List<String> counts() {
            return List.of(counts.split(" ", -1));
        }

        static Fate of(int run) {
            return values()[run % values().length];
        }

        boolean hasEnvelope() {
            return counts().contains("emitted") || this == EMITTED_WHERE_NOTHING_IS_DELIVERED
                    || this == DELIVERED_BEFORE_NOTHING_WAS_ANY_MORE;
        }

        boolean isGap() {
            return counts().stream().anyMatch(List.of("missing", "behind", "other_counts", "unexpected")::contains);
        }
    }

    @AfterEach
    void mend() {
        collector.answersWith(200);
        collector.knowsDeadLetters(true);
    }

    @Test
    void shouldAnswerWhileTheNumberOfDeadLettersIsUnknown() {
        collector.knowsDeadLetters(false);

        given().queryParam("from", "2026-01-01T00:00:00Z").queryParam("to", "2026-01-02T00:00:00Z").get("/kpis/completeness")
                .then().statusCode(200).body("dead_letters", equalTo(null))
                .body("meta.warnings", hasItem(startsWith("how many dead letters wait is not known")));
    }

    @Test
    void shouldTellWhatBecameOfEveryRun() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(30));
        SampleRows rows = SampleRows.of(7, RUNS, start);
        putInLake(rows);
        putInLedger(rows);
        Instant end = rows.runs().get(RUNS - 1).requestedAt().plusSeconds(1);

        // once all objects are loaded
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertTold(rows, start, end));
        Instant a = rows.runs().get(100).requestedAt();
        Instant b = rows.runs().get(200).requestedAt();
        assertTold(rows, a, b);
        assertTold(rows, end, end.plusSeconds(1));
    }

    private static void assertTold(SampleRows rows, Instant from, Instant to) {
        List<Integer> within = IntStream.range(0, RUNS).boxed()
                .filter(i -> !rows.runs().get(i).requestedAt().isBefore(from) && rows.runs().get(i).requestedAt().isBefore(to))
                .toList();
        JsonPath answer = given().queryParam("from", from.toString()).queryParam("to", to.toString())
                .get("/kpis/completeness").then().statusCode(200)
                .body("meta.from", equalTo(from.toString())).body("meta.source", equalTo("duckdb"))
                .body("meta.warnings", hasItem(startsWith("2 dead letter(s) wait")))
                .body("dead_letters.'run.events'", equalTo(2))
                .extract().jsonPath();

        assertThat(answer.getBoolean("completeness.complete")).isEqualTo(within.stream().noneMatch(i -> Fate.of(i).isGap()));
        assertCounts(answer.getMap("completeness"), within);
        Map<String, List<Integer>> byHour = within.stream().collect(Collectors.groupingBy(
                i -> rows.runs().get(i).requestedAt().truncatedTo(ChronoUnit.HOURS).toString(), TreeMap::new,
                Collectors.toList()));
        List<Map<String, Object>> hours = answer.getList("hours");
        assertThat(hours).extracting(hour -> hour.get("hour"))
                .containsExactlyElementsOf(new TreeMap<>(byHour).descendingKeySet());
        hours.forEach(hour -> assertCounts(hour, byHour.get(hour.get("hour"))));
        List<String> gaps = answer.<Map<String, Object>> getList("gaps").stream()
                .map(gap -> gap.get("run_id") + " " + gap.get("kind")).toList();
        assertThat(gaps).containsExactlyInAnyOrderElementsOf(within.stream().filter(i -> Fate.of(i).isGap())
                .map(i -> rows.runs().get(i).runId() + " " + Fate.of(i).counts().get(Fate.of(i).counts().size() - 1)).toList());
    }

    private static void assertCounts(Map<String, Object> figures, List<Integer> runs) {
        Map<String, Long> expected = runs.stream().flatMap(i -> Fate.of(i).counts().stream())
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        Stream.of("emitted", "whole", "missing", "behind", "other_counts", "unexpected", "within_allowance", "due",
                "active", "not_delivered").forEach(
                        name -> assertThat(((Number) figures.get(name)).longValue())
                                .as(name + " of " + figures).isEqualTo(expected.getOrDefault(name, 0L)));
    }

    private void putInLedger(SampleRows rows) {
        for (int i = 0; i < RUNS; i++) {
            AgentRunRow run = rows.runs().get(i);
            if (Fate.of(i) != Fate.NOT_IN_THE_LEDGER) {
                collector.knows(entry(run, Fate.of(i), rows));
            }
        }
    }

    private static ObjectNode entry(AgentRunRow run, Fate fate, SampleRows rows) {
        ObjectNode entry = new ObjectMapper().createObjectNode().put("run_id", run.runId().toString())
                .put("requested_at", run.requestedAt().toString());
        entry.put("delivery", switch (fate) {
            case DUE, DUE_AGAIN -> "due";
            case ACTIVE -> "active";
            case NOT_TO_BE_DELIVERED, NOT_TO_BE_DELIVERED_AND_THERE, EMITTED_WHERE_NOTHING_IS_DELIVERED,
                    DELIVERED_BEFORE_NOTHING_WAS_ANY_MORE ->
                "none";
            default -> "emitted";
        });
        if (fate.hasEnvelope()) {
            entry.put("revision", run.revision()).put("projection_version", 1).put("missing_facts", 0)
                    .put("steps", of(run.runId(), rows.steps(), RunStepRow::runId).size())
                    .put("calls", of(run.runId(), rows.calls(), ApiCallRow::runId).size())
                    .put("emitted_at", (fate == Fate.EMITTED_A_MOMENT_AGO ? Instant.now() : run.emittedAt()).toString());
        } else {
            Stream.of("revision", "projection_version", "missing_facts", "steps", "calls", "emitted_at")
                    .forEach(entry::putNull);
        }
        return entry;
    }

    private void putInLake(SampleRows rows) {
        List<AgentRunRow> runs = new ArrayList<>();
        List<RunStepRow> steps = new ArrayList<>();
        List<ApiCallRow> calls = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            Fate fate = Fate.of(i);
            AgentRunRow run = rows.runs().get(i);
            if (isInTheWarehouse(fate)) {
                int revision = run.revision()
                        + (fate == Fate.AN_OLDER_REVISION_ARRIVED ? -1 : fate == Fate.EMITTED_AGAIN_SINCE ? 1 : 0);
                runs.add(withRevision(run, revision, fate == Fate.AN_OLDER_PROJECTION_ARRIVED ? 0 : 1));
                of(run.runId(), rows.steps(), RunStepRow::runId).stream().skip(fate == Fate.WITHOUT_A_STEP ? 1 : 0)
                        .forEach(step -> steps.add(withRevision(step, revision)));
                List<ApiCallRow> own = of(run.runId(), rows.calls(), ApiCallRow::runId);
                own.forEach(call -> calls.add(withRevision(call, revision)));
                if (fate == Fate.WITH_A_CALL_OF_AN_OLDER_REVISION && !own.isEmpty()) {
                    calls.set(calls.size() - 1, withRevision(own.get(own.size() - 1), revision - 1));
                } else if (fate == Fate.WITH_A_CALL_OF_AN_OLDER_REVISION) {
                    steps.set(steps.size() - 1,
                            withRevision(of(run.runId(), rows.steps(), RunStepRow::runId).get(2), revision - 1));
                }
            }
        }
        String hour = DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC).format(Instant.now());
        LakeFolder lake = new LakeFolder(lakeDir);
        lake.put("calls/" + hour + "/topic-0-0-9.json.gz", calls);
        lake.put("steps/" + hour + "/topic-0-0-9.json.gz", steps);
        lake.put("runs/" + hour + "/topic-0-0-9.json.gz", runs);
    }

    private static boolean isInTheWarehouse(Fate fate) {
        return switch (fate) {
            case LOST, EMITTED_A_MOMENT_AGO, DUE, ACTIVE, NOT_TO_BE_DELIVERED, EMITTED_WHERE_NOTHING_IS_DELIVERED -> false;
            default -> true;
        };
    }

    private static <T> List<T> of(UUID runId, List<T> rows, Function<T, UUID> id) {
        return rows.stream().filter(row -> id.apply(row).equals(runId)).toList();
    }

    private static AgentRunRow withRevision(AgentRunRow r, int revision, int projection) {
        return new AgentRunRow(r.runId(), r.companyName(), r.industry(), r.status(), r.startedAt(), r.completedAt(),
                r.totalLatencyMs(), r.totalApiCalls(), r.errorMessage(), r.query(), r.requestedAt(), r.requestedBy(),
                r.totalSteps(), r.totalCredits(), r.totalInputTokens(), r.totalOutputTokens(), r.costUsd(), r.priceVersion(),
                r.errorType(), r.sourceCount(), r.attempt(), r.retryOf(), r.missingFacts(), r.agentVersion(), r.simulated(),
                r.unpricedCalls(), revision, projection, r.emittedAt());
    }

    private static RunStepRow withRevision(RunStepRow s, int revision) {
        return new RunStepRow(s.stepId(), s.runId(), s.stepName(), s.status(), s.latencyMs(), s.errorMessage(), s.startedAt(),
                s.errorType(), s.requestedAt(), s.simulated(), revision, s.projectionVersion(), s.emittedAt());
    }

    private static ApiCallRow withRevision(ApiCallRow c, int revision) {
        return new ApiCallRow(c.callId(), c.runId(), c.queryUsed(), c.resultsReturned(), c.latencyMs(), c.calledAt(),
                c.stepId(), c.executionId(), c.provider(), c.operation(), c.status(), c.httpStatus(), c.attempt(), c.cacheHit(),
                c.credits(), c.model(), c.inputTokens(), c.cachedInputTokens(), c.outputTokens(), c.costUsd(), c.priceVersion(),
                c.requestId(), c.errorType(), c.errorMessage(), c.requestedAt(), c.simulated(), revision, c.projectionVersion(),
                c.emittedAt());
    }

    @Test
    void shouldShowTheCollectorTheKeyThatItWasShown() {
        given().header("Authorization", "Bearer some-key-0123456789").queryParam("range", "24h").get("/kpis/completeness")
                .then().statusCode(200);

        assertThat(collector.authorizations()).last().isEqualTo("Bearer some-key-0123456789");
    }

    @ParameterizedTest
    @CsvSource({ "0,cannot be reached", "500,answered 500", "401,PIPELINE_API_KEYS" })
    void shouldSayWhyThereIsNoAnswer(int status, String reason) {
        collector.answersWith(status);

        given().queryParam("range", "24h").get("/kpis/completeness").then().statusCode(503)
                .contentType("application/problem+json").header("Retry-After", "5").body("detail", containsString(reason));
    }

    @ParameterizedTest
    @CsvSource({ "simulated,true", "range,1y", "from,2026-01-01T00:00:00Z", "limit,1" })
    void shouldRefuseByTheParametersName(String name, String value) {
        given().queryParam(name, value).get("/kpis/completeness").then().statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(name.equals("from") ? "to" : name));
    }

    @Test
    void shouldBeInTheCatalogue() {
        given().get("/kpis").then().statusCode(200)
                .body("kpis.find { it.id == 'completeness.missing' }.better", equalTo("down"))
                .body("kpis.find { it.id == 'completeness.missing' }.link", equalTo("/kpis/completeness"));
    }
}
