package dev.tavilypipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.agent.call.Attempt;
import dev.tavilypipeline.agent.call.Call;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.run.CompanySummary;
import dev.tavilypipeline.agent.run.NumberedSource;
import dev.tavilypipeline.agent.run.Search;
import dev.tavilypipeline.agent.run.SearchAnswer;
import dev.tavilypipeline.agent.run.SearchAnswer.Hit;
import dev.tavilypipeline.agent.run.SearchRequest;
import dev.tavilypipeline.agent.run.SummaryModel;
import dev.tavilypipeline.localstack.LocalStack;
import dev.tavilypipeline.localstack.tools.PythonVenv;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

/**
 * The clients of Tavily and OpenAI read the simulator's answers as the agent does, so the simulator stands for the real ones.
 */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class PythonClientsIT {

    private static final List<String> PACKAGES = List.of("tavily-python==0.8.5", "openai==3.57.0");

    LocalStack stack;
    StubCollector collector;

    @Inject
    Search search;

    @Inject
    Optional<SummaryModel> model;

    @Test
    void shouldReadWhatTheAgentReads() throws IOException {
        PythonVenv python = PythonVenv.of("sdk-clients", PACKAGES);

        JsonNode read = new ObjectMapper().readTree(python.run(Path.of("src", "test", "resources", "sdk_clients.py"),
                Map.of("SIMULATOR_URL", stack.simulator().uri().toString())));

        Attempt<SearchAnswer> searched = attempt(
                search.search(new SearchRequest("Tesla company overview", 5, "basic", "general")));
        List<Hit> hits = ((Success<SearchAnswer>) searched.outcome()).value().hits();
        assertThat(texts(read.path("urls"))).isNotEmpty().isEqualTo(hits.stream().map(hit -> hit.url().toString()).toList());
        assertThat(texts(read.path("titles"))).isEqualTo(hits.stream().map(Hit::title).toList());
        assertThat(texts(read.path("scores"))).isEqualTo(hits.stream().map(hit -> hit.score().toString()).toList());
        assertThat(read.path("credits").decimalValue()).isEqualByComparingTo(searched.response().usage().credits());
        List<NumberedSource> sources = IntStream.range(0, hits.size()).mapToObj(i -> new NumberedSource(i + 1, hits.get(i)))
                .toList();
        Attempt<CompanySummary> summarized = attempt(model.orElseThrow().summarize("Tesla", sources));
        assertThat(new CompanySummary(read.path("company_name").textValue(), read.path("industry").textValue()))
                .isEqualTo(((Success<CompanySummary>) summarized.outcome()).value());
        assertThat(read.path("input_tokens").asInt()).isPositive();
        assertThat(summarized.response().usage().inputTokens()).isPositive();
        assertThat(read.path("error").path("status").asInt()).isEqualTo(400);
        assertThat(read.path("error").path("message").textValue()).isEqualTo("you must provide a model parameter");
    }

    private static <T> Attempt<T> attempt(Call<T> call) {
        return call.attempts().apply(Uni.createFrom().nothing()).await().atMost(Duration.ofSeconds(10));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
