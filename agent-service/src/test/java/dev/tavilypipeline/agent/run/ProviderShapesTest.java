package dev.tavilypipeline.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.agent.call.CannedProvider;
import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.agent.call.TestTimeSource;
import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.agent.model.CannedModel;
import dev.tavilypipeline.agent.run.Fakes.RecordedFacts;
import dev.tavilypipeline.agent.tavily.CannedSearch;
import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.kit.json.ContractJson;
import io.smallrye.mutiny.Uni;

/**
 * What servers answer, one shape a row of {@code provider-shapes.json}: what the run says, how often was asked, and what was
 * paid. A row without answers of the search or the model gets those of the first row.
 */
class ProviderShapesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private final TestTimeSource time = new TestTimeSource();
    private final RecordedFacts facts = new RecordedFacts();
    private final List<Duration> pauses = new ArrayList<>();

    static Stream<Arguments> rows() throws IOException {
        try (InputStream file = ProviderShapesTest.class.getResourceAsStream("/provider-shapes.json")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{300KB}", "x".repeat(300_000)).replace("{TAVILY_KEY}", CannedProvider.KEYS.get(0))
                    .replace("{OPENAI_KEY}", CannedProvider.KEYS.get(1)).replace("{2100}", "y".repeat(2_100));
            JsonNode rows = MAPPER.readTree(text);
            return StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> Arguments.of(row.path("name").asText(), row, rows.get(0)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void shouldReadWhatServersAnswer(String name, JsonNode row, JsonNode usual) {
        CannedProvider tavily = new CannedProvider(
                row.path("search").isMissingNode() ? usual.get("search") : row.get("search"));
        CannedProvider openai = new CannedProvider(row.path("chat").isMissingNode() ? usual.get("chat") : row.get("chat"));
        TimeSource source = time.source();
        RunControl control = new RunControl(0, Duration.ofMinutes(10), Optional.empty(), source, delay -> {
            pauses.add(delay);
            return Uni.createFrom().voidItem();
        });
        ResearchJob job = new ResearchJob(UUID.randomUUID(), "Acme", 20, true, TestTimeSource.BEGIN, null, null);
        ExecutionContext context = Fakes.context(CannedSearch.of(tavily, source),
                CannedModel.of(openai, row.path("model").asText("gpt-4o-mini"), source), facts, Fakes.noCache());

        RunFinished end = context.execution(job, control, RunTrace.OFF).run().await().indefinitely().orElseThrow();

        JsonNode expected = row.get("expect");
        assertThat(outcome(end, tavily, openai, expected)).isEqualTo(expected.toString());
        assertThat(MAPPER.valueToTree(openai.requests).toString().length()).as("requests").isLessThan(60_000);
        assertThat(facts.facts).allSatisfy(fact -> {
            String json = new String(ContractJson.write(fact), StandardCharsets.UTF_8);
            assertThat(json).doesNotContain(CannedProvider.KEYS).doesNotContain("Exception").doesNotContain("com.fasterxml");
        });
    }

    /** In the fields that are expected. */
    private String outcome(RunFinished end, CannedProvider tavily, CannedProvider openai, JsonNode expected) {
        var outcome = MAPPER.createObjectNode();
        List<ApiCallFinished> calls = facts.of(ApiCallFinished.class);
        BigDecimal paid = calls.stream().map(ApiCallFinished::costUsd).filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add).stripTrailingZeros();
        expected.fieldNames().forEachRemaining(field -> {
            switch (field) {
                case "run" -> outcome.put(field, end.status().name().toLowerCase(Locale.ROOT));
                case "sources" -> outcome.put(field, end.result().sources().size());
                case "url" -> outcome.put(field, end.result().sources().get(0).url().toString());
                case "title" -> outcome.put(field, end.result().sources().get(0).title());
                case "score" -> outcome.put(field, end.result().sources().get(0).score());
                case "industry" -> outcome.put(field, end.result().industry());
                case "company" -> outcome.put(field, end.result().companyName());
                case "searches" -> outcome.put(field, tavily.requests.size());
                case "chats" -> outcome.put(field, openai.requests.size());
                case "usd" -> outcome.put(field, paid.toPlainString());
                case "unpriced" -> outcome.put(field, calls.stream().filter(call -> call.costUsd() == null).count());
                case "tokens" -> outcome.put(field, calls.stream().filter(call -> call.operation().equals("chat"))
                        .map(call -> call.inputTokens() + "/" + call.cachedInputTokens() + "/" + call.outputTokens())
                        .reduce((first, last) -> last).orElse(""));
                case "error" -> outcome.put(field, calls.stream().map(ApiCallFinished::errorType).filter(Objects::nonNull)
                        .findFirst().orElse(null));
                case "says" -> outcome.put(field, calls.stream().map(ApiCallFinished::errorMessage).filter(Objects::nonNull)
                        .findFirst().orElse(null));
                case "pauses_ms" -> outcome.put(field,
                        pauses.stream().anyMatch(pause -> pause.toMillis() >= expected.get(field).asLong())
                                ? expected.get(field).asLong()
                                : pauses.stream().mapToLong(Duration::toMillis).max().orElse(-1));
                default -> throw new IllegalArgumentException(field);
            }
        });
        return outcome.toString();
    }
}
