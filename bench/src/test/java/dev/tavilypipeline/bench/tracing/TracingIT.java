package dev.tavilypipeline.bench.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.KafkaProbe;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;

/** Agent, collector and bridge as packaged, and a receiver of their spans. */
class TracingIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String CLIENT_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CLIENT_SPAN = "00f067aa0ba902b7";
    private static final String AGENT = "invoke_agent company-research";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final SpanReceiver receiver = new SpanReceiver();
    private Installation installation;

    @BeforeEach
    void start() {
        SimulatorSettings slow = SimulatorSettings.PROMPT.withLatency(Duration.ofSeconds(1), Duration.ofSeconds(1));
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")).withSimulator(slow),
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.uri().toString(),
                        "OTEL_EXPORTER_OTLP_HEADERS", "X-Key=a%2Cb", "PIPELINE_AGENT_INSTANCE", "agent-0"),
                EnumSet.of(Service.AGENT, Service.COLLECTOR, Service.BRIDGE));
    }

    @AfterEach
    void stop() {
        installation.close();
        receiver.close();
    }

    @Test
    void shouldFollowARunFromTheRequestToItsRows() {
        String runId = submit("/research", "{\"company\": \"Siemens\"}").get("run_id").asText();
        awaitSpan(span -> span.isCalled("process run.envelopes"));

        List<ReceivedSpan> spans = of(runId);
        assertThat(spans).extracting(ReceivedSpan::traceId).containsOnly(CLIENT_TRACE);
        assertThat(spans).extracting(ReceivedSpan::name).containsExactlyInAnyOrder("send research.jobs",
                "process research.jobs", AGENT, "process run.events", "send run.envelopes", "process run.envelopes");
        ReceivedSpan request = only("POST /research");
        assertThat(request.parentId()).isEqualTo(CLIENT_SPAN);
        assertThat(request.attributes()).containsEntry("http.route", "/research")
                .containsEntry("http.response.status_code", 202L);
        assertChain("POST /research", "send research.jobs", "process research.jobs", AGENT, "process run.events",
                "send run.envelopes", "process run.envelopes");
        assertThat(spans).extracting(ReceivedSpan::service)
                .contains("agent-service", "collector-service", "firehose-bridge");
        assertCalls();
        ReceivedSpan delivered = only("process run.envelopes");
        assertThat(delivered.attributes()).containsEntry("pipeline.rows", 7L).containsEntry("pipeline.destination", "lake");
        assertThat(delivered.links()).containsExactly(only("deliver lake").id());
        assertThat(receiver.spans()).noneMatch(ReceivedSpan::failed);
        assertThat(receiver.keys()).containsOnly("a,b");
        assertNoContent(runId, "Siemens");
    }

    private void assertCalls() {
        ReceivedSpan agent = only(AGENT);
        List<ReceivedSpan> tools = named("execute_tool tavily_search");
        assertThat(tools).hasSize(2).allSatisfy(tool -> {
            assertThat(tool.parentId()).isEqualTo(agent.id());
            assertThat(tool.attributes()).containsEntry("gen_ai.operation.name", "execute_tool")
                    .containsEntry("gen_ai.tool.name", "tavily_search").containsEntry("pipeline.credits", 1.0)
                    .containsEntry("http.response.status_code", 200L);
        });
        assertThat(tools).extracting(tool -> tool.get("pipeline.step"))
                .containsExactlyInAnyOrder("search_overview", "search_competitors");
        ReceivedSpan chat = only("chat gpt-4o-mini");
        assertThat(chat.parentId()).isEqualTo(agent.id());
        assertThat(chat.attributes()).containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "openai-simulator")
                .containsEntry("gen_ai.request.model", "gpt-4o-mini")
                .containsEntry("gen_ai.usage.input_tokens", agent.get("gen_ai.usage.input_tokens"))
                .containsEntry("gen_ai.usage.output_tokens", agent.get("gen_ai.usage.output_tokens"));
        assertThat((Long) chat.get("gen_ai.usage.input_tokens")).isPositive();
        assertThat(agent.attributes()).containsEntry("gen_ai.operation.name", "invoke_agent")
                .containsEntry("pipeline.status", "success");
    }

    /** Neither what was asked nor what was found. */
    private void assertNoContent(String runId, String company) {
        JsonNode result = installation.get(Service.COLLECTOR).json("/runs/" + runId).path("result");
        String overview = result.path("overview").asText();
        String title = result.path("sources").path(0).path("title").asText();
        assertThat(overview).isNotBlank();
        assertThat(title).isNotBlank();
        assertThat(receiver.bodies()).allSatisfy(body -> assertThat(new String(body, ISO_8859_1))
                .doesNotContainIgnoringCase(company)
                .doesNotContain(overview.substring(0, 20), title, "company overview", "Bearer"));
    }

    @Test
    void shouldLinkAnExecutionToTheOneThatWasKilled() {
        String runId = submit("/research", "{\"company\": \"Siemens\"}").get("run_id").asText();
        try (KafkaProbe kafka = new KafkaProbe(installation.bootstrapServers())) {
            await("the first execution").atMost(TIMEOUT).until(() -> started(kafka).size() == 1);
            installation.get(Service.AGENT).kill();
            String first = new String(started(kafka).get(0).headers().lastHeader("traceparent").value(), UTF_8);
            installation.restart(Service.AGENT);
            awaitSpan(span -> span.isCalled("process run.envelopes"));

            assertThat(first).startsWith("00-" + CLIENT_TRACE);
            assertThat(only(AGENT).links()).containsExactly(first.split("-", -1)[2]);
            assertThat(of(runId)).extracting(ReceivedSpan::traceId).containsOnly(CLIENT_TRACE);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> started(KafkaProbe kafka) {
        return kafka.read(Topics.RUN_EVENTS).stream()
                .filter(record -> RunStarted.TYPE.equals(Json.tree(record.value()).path("type").asText())).toList();
    }

    @Test
    void shouldGiveEachJobOfABatchAndEachReplayATraceOfItsOwn() {
        JsonNode jobs = submit("/research/batch", "{\"jobs\": [{\"company\": \"Siemens\"}, {\"company\": \"Sony\"}]}")
                .get("jobs");
        String one = jobs.path(0).path("run_id").asText();
        String other = jobs.path(1).path("run_id").asText();
        await("both are delivered").atMost(TIMEOUT).until(() -> named("process run.envelopes").size() == 2
                && named(AGENT).size() == 2 && named("send research.jobs").size() == 2
                && named("POST /research/batch").size() == 1);
        ReceivedSpan request = only("POST /research/batch");
        assertThat(traceOf(one)).isNotIn(CLIENT_TRACE, traceOf(other));
        assertThat(of(one)).extracting(ReceivedSpan::traceId).containsOnly(traceOf(one));
        assertThat(named("send research.jobs")).extracting(ReceivedSpan::links).containsOnly(List.of(request.id()));

        JsonClient.anonymous().post(installation.get(Service.COLLECTOR).uri().resolve("/replays"),
                "{\"run_ids\": [\"" + one + "\"]}").json(202);
        awaitSpan(span -> span.isCalled("publish outbox") && one.equals(span.get("pipeline.run_id")));
        ReceivedSpan replayed = only("publish outbox");
        assertThat(replayed.traceId()).isNotEqualTo(traceOf(one));
        assertThat(replayed.links()).containsExactly(agentSpanOf(one).id());
    }

    private String traceOf(String runId) {
        return agentSpanOf(runId).traceId();
    }

    private ReceivedSpan agentSpanOf(String runId) {
        return of(runId).stream().filter(span -> span.isCalled(AGENT)).findFirst().orElseThrow();
    }

    private void assertChain(String... names) {
        for (int i = 1; i < names.length; i++) {
            assertThat(only(names[i]).parentId()).as("the parent of " + names[i]).isEqualTo(only(names[i - 1]).id());
        }
    }

    private ReceivedSpan only(String name) {
        assertThat(named(name)).as(name).hasSize(1);
        return named(name).get(0);
    }

    private List<ReceivedSpan> named(String name) {
        return receiver.spans().stream().filter(span -> span.isCalled(name)).toList();
    }

    private List<ReceivedSpan> of(String runId) {
        return receiver.spans().stream().filter(span -> runId.equals(span.get("pipeline.run_id"))).toList();
    }

    /** Exporters send once a second, each service by itself: the last ones may come a moment later. */
    private void awaitSpan(Predicate<ReceivedSpan> last) {
        await("the last span").atMost(TIMEOUT).until(() -> receiver.spans().stream().anyMatch(last)
                && receiver.spans().stream().anyMatch(span -> span.isCalled("deliver lake"))
                && receiver.spans().stream().anyMatch(span -> span.isCalled("process research.jobs"))
                && receiver.spans().stream().anyMatch(span -> span.isCalled("process run.events"))
                && receiver.spans().stream().anyMatch(span -> span.isCalled("send run.envelopes")));
    }

    private JsonNode submit(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(installation.get(Service.AGENT).uri().resolve(path))
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + CLIENT_TRACE + "-" + CLIENT_SPAN + "-01")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            HttpResponse<byte[]> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).isIn(200, 202);
            return Json.tree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
