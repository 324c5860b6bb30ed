package dev.tavilypipeline.localstack.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.localstack.start.Ports;
import dev.tavilypipeline.localstack.start.StartFailedException;

class SimulatorIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String SEARCH = "{\"query\":\"OpenAI company overview\"}";
    private static final String CHAT = """
            {"model":"gpt-4o-mini","messages":[{"role":"system","content":"Identify the company."},
            {"role":"user","content":"Company: open ai\\n\\nSources:\\n\\n[1] Anthropic"}],
            "response_format":{"type":"json_schema","json_schema":{"name":"company","strict":true,"schema":{"type":"object",
            "properties":{"company_name":{"type":["string","null"]},"industry":{"type":["string","null"]}},
            "required":["company_name","industry"],"additionalProperties":false}}}}""";

    private static Simulator simulator;

    @BeforeAll
    static void start() {
        simulator = new Simulator(Ports.free(), SimulatorSettings.PROMPT, List::of);
        simulator.start();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void forget() {
        simulator.configure(SimulatorSettings.PROMPT);
        simulator.clearRequests();
    }

    @Test
    void shouldSearchInTavilysShape() throws Exception {
        HttpResponse<String> response = post("/search", """
                {"query":"OpenAI company overview","max_results":3,"search_depth":"advanced","include_answer":true,
                "include_raw_content":true,"include_usage":true,"auto_parameters":true}""");

        JsonNode body = JSON.readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(names(body)).containsExactlyInAnyOrder("query", "follow_up_questions", "answer", "images", "results",
                "response_time", "auto_parameters", "usage", "request_id");
        assertThat(body.path("query").textValue()).isEqualTo("OpenAI company overview");
        assertThat(body.path("answer").textValue()).contains("OpenAI");
        assertThat(body.path("usage").path("credits").intValue()).isEqualTo(2);
        assertThat(body.path("results")).hasSize(3).allSatisfy(result -> {
            assertThat(names(result)).containsExactlyInAnyOrder("url", "title", "content", "score", "raw_content");
            assertThat(result.path("score").doubleValue()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void shouldLeaveOutWhatWasNotAskedFor() throws Exception {
        JsonNode body = JSON.readTree(post("/search", SEARCH).body());

        assertThat(names(body)).doesNotContain("usage", "auto_parameters");
        assertThat(body.path("answer").isNull()).isTrue();
        assertThat(body.path("results")).hasSize(5)
                .allSatisfy(result -> assertThat(result.path("raw_content").isNull()).isTrue());
    }

    @Test
    void shouldAnswerAChatInOpenAisShape() throws Exception {
        HttpResponse<String> response = post("/v1/chat/completions", CHAT);

        JsonNode body = JSON.readTree(response.body());
        JsonNode choice = body.path("choices").path(0);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(names(body)).contains("id", "object", "created", "model", "choices", "usage", "system_fingerprint");
        assertThat(body.path("object").textValue()).isEqualTo("chat.completion");
        assertThat(body.path("model").textValue()).isEqualTo("gpt-4o-mini");
        assertThat(choice.path("finish_reason").textValue()).isEqualTo("stop");
        assertThat(choice.path("message").path("refusal").isNull()).isTrue();
        assertThat(JSON.readTree(choice.path("message").path("content").textValue()))
                .isEqualTo(JSON.readTree("{\"company_name\":\"OpenAI\",\"industry\":\"Artificial Intelligence\"}"));
        JsonNode usage = body.path("usage");
        assertThat(usage.path("prompt_tokens").intValue()).isPositive();
        assertThat(usage.path("total_tokens").intValue())
                .isEqualTo(usage.path("prompt_tokens").intValue() + usage.path("completion_tokens").intValue());
        assertThat(usage.path("prompt_tokens_details").path("cached_tokens").intValue()).isZero();
        assertThat(usage.path("completion_tokens_details").path("reasoning_tokens").intValue()).isZero();
    }

    @Test
    void shouldCacheALongPromptThatCameBefore() throws Exception {
        String prompt = CHAT.replace("[1] Anthropic", "word ".repeat(2_000));
        post("/v1/chat/completions", prompt);

        JsonNode usage = JSON.readTree(post("/v1/chat/completions", prompt).body()).path("usage");

        assertThat(usage.path("prompt_tokens_details").path("cached_tokens").intValue()).isGreaterThanOrEqualTo(1024)
                .isLessThanOrEqualTo(usage.path("prompt_tokens").intValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/search|{}|400", "/search|{\"query\":\" \"}|400", "/search|{\"query\":\"x\",\"topic\":\"gossip\"}|400",
            "/search|{\"query\":\"x\",\"max_results\":21}|400", "/search|{\"query\":5}|422",
            "/search|{\"query\":\"x\",\"max_results\":\"five\"}|422", "/search|{|422", "/search|[]|422",
            "/v1/chat/completions|{}|400", "/v1/chat/completions|{\"model\":\"m\"}|400",
            "/v1/chat/completions|{\"model\":\"m\",\"messages\":\"hi\"}|400", "/v1/chat/completions|{|400" })
    void shouldRefuseWhatTheProviderWouldRefuse(String path, String request, int status) throws Exception {
        HttpResponse<String> response = post(path, request);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(errorIn(path, response)).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/search", "/v1/chat/completions" })
    void shouldRefuseARequestWithoutKey(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(simulator.uri().resolve(path)).POST(BodyPublishers.ofString(SEARCH))
                .build();

        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(errorIn(path, response)).contains("API key");
    }

    @ParameterizedTest
    @CsvSource({ "/search,429,429", "/search,432,432", "/search,500,500", "/v1/chat/completions,429,429",
            "/v1/chat/completions,432,429", "/v1/chat/completions,500,500" })
    void shouldFailInTheProvidersShapeWhenToldTo(String path, String failure, int status) throws Exception {
        HttpResponse<String> response = post(path, path.equals("/search") ? SEARCH : CHAT, "X-Simulator-Fail", failure);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(errorIn(path, response)).isNotBlank();
        assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(failure.equals("429"));
    }

    @Test
    void shouldCutTheBodyOffWhenToldTo() throws Exception {
        HttpResponse<String> response = post("/search", SEARCH, "X-Simulator-Fail", "malformed");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> JSON.readTree(response.body())).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void shouldFindNothingWhenToldTo() throws Exception {
        JsonNode search = JSON.readTree(post("/search", SEARCH, "X-Simulator-Fail", "empty").body());
        JsonNode chat = JSON.readTree(post("/v1/chat/completions", CHAT, "X-Simulator-Fail", "empty").body());

        assertThat(search.path("results")).isEmpty();
        assertThat(chat.path("choices").path(0).path("message").path("content").textValue())
                .isEqualTo("{\"company_name\":null,\"industry\":null}");
    }

    @Test
    void shouldNotAnswerWhenToldTo() {
        HttpRequest request = request("/search", SEARCH, "X-Simulator-Fail", "timeout").timeout(Duration.ofMillis(300)).build();

        assertThatThrownBy(() -> HTTP.send(request, BodyHandlers.ofString())).isInstanceOf(HttpTimeoutException.class);
        assertThat(simulator.requests()).singleElement().satisfies(entry -> {
            assertThat(entry.status()).isZero();
            assertThat(entry.failure()).isEqualTo(Failure.TIMEOUT);
        });
    }

    @Test
    void shouldTakeTheTimeItIsTold() throws Exception {
        long start = System.nanoTime();
        post("/search", SEARCH, "X-Simulator-Latency-Ms", "200");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(200), Duration.ofSeconds(2));
        assertThat(simulator.requests().get(0).latency()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(2));
    }

    @Test
    void shouldWaitForManyAtOnce() {
        long start = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 100)
                .mapToObj(i -> HTTP.sendAsync(request("/search", SEARCH, "X-Simulator-Latency-Ms", "500").build(),
                        BodyHandlers.ofString()))
                .toList();

        answers.forEach(CompletableFuture::join);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void shouldLogAClientThatWentAway() {
        HttpRequest request = request("/search", SEARCH, "X-Simulator-Latency-Ms", "60000").timeout(Duration.ofMillis(300))
                .build();

        assertThatThrownBy(() -> HTTP.send(request, BodyHandlers.ofString())).isInstanceOf(HttpTimeoutException.class);

        await().untilAsserted(() -> assertThat(simulator.requests()).singleElement()
                .extracting(SimulatedRequest::status).isEqualTo(499));
    }

    @Test
    void shouldLogWhatItAnswered() throws Exception {
        JsonNode search = JSON.readTree(post("/search", SEARCH.replace("}", ",\"search_depth\":\"advanced\"}")).body());
        JsonNode chat = JSON.readTree(post("/v1/chat/completions", CHAT).body());
        post("/search", SEARCH, "X-Simulator-Fail", "429");

        List<SimulatedRequest> requests = simulator.requests();

        assertThat(requests).extracting(SimulatedRequest::status).containsExactly(200, 200, 429);
        assertThat(requests.get(0).query()).isEqualTo("OpenAI company overview");
        assertThat(requests.get(0).credits()).isEqualTo(2);
        assertThat(requests.get(0).results()).isEqualTo(5);
        assertThat(requests.get(0).requestId()).isEqualTo(search.path("request_id").textValue());
        assertThat(requests.get(1).model()).isEqualTo("gpt-4o-mini");
        assertThat(requests.get(1).inputTokens()).isEqualTo(chat.path("usage").path("prompt_tokens").intValue());
        assertThat(requests.get(1).outputTokens()).isEqualTo(chat.path("usage").path("completion_tokens").intValue());
        assertThat(requests.get(2).failure()).isEqualTo(Failure.RATE_LIMITED);
        assertThat(requests.get(2).credits()).isZero();
        assertThat(lines("GET")).hasSize(3).allSatisfy(line -> assertThat(names(line)).contains("sequence", "time", "path",
                "query", "model", "status", "failure", "credits", "input_tokens", "output_tokens", "latency_ms"));
    }

    @Test
    void shouldMeetTheSameFailuresWithTheSameSeed() throws Exception {
        configure("{\"seed\":5,\"fail\":{\"429\":0.3,\"500\":0.2}}");
        String first = statuses();
        control("DELETE", "/simulator/requests", "");

        String again = statuses();

        assertThat(again).isEqualTo(first).contains("429").contains("500").contains("200");
    }

    @Test
    void shouldChangeItsSettingsWhileItRuns() throws Exception {
        HttpResponse<String> response = configure("{\"latency_median_ms\":1,\"latency_p99_ms\":2,\"fail\":{\"432\":1}}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(control("GET", "/simulator/settings", "").body())).isEqualTo(JSON.readTree(response.body()));
        assertThat(post("/search", SEARCH).statusCode()).isEqualTo(432);
        assertThat(post("/search", SEARCH, "X-Simulator-Fail", "none").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"latency\":1}", "{\"latency_median_ms\":700}", "{\"fail\":{\"418\":1}}",
            "{\"fail\":{\"429\":2}}",
            "{\"seed\":\"x\"}", "{" })
    void shouldRefuseSettingsThatCannotWork(String settings) throws Exception {
        SimulatorSettings before = simulator.settings();

        HttpResponse<String> response = configure(settings);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).path("error").textValue()).isNotBlank();
        assertThat(simulator.settings()).isEqualTo(before);
    }

    @Test
    void shouldRefuseAHeaderThatMeansNothing() throws Exception {
        assertThat(post("/search", SEARCH, "X-Simulator-Fail", "418").statusCode()).isEqualTo(400);
        assertThat(post("/search", SEARCH, "X-Simulator-Latency-Ms", "soon").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldSayWhenAllIsReady() throws Exception {
        HttpResponse<String> response = control("GET", "/health", "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void shouldSayWhatIsNotReady() throws Exception {
        try (Simulator waiting = new Simulator(Ports.free(), SimulatorSettings.PROMPT, () -> List.of("kafka"))) {
            waiting.start();

            HttpResponse<String> response = HTTP.send(HttpRequest.newBuilder(waiting.uri().resolve("/health")).build(),
                    BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("kafka");
        }
    }

    @Test
    void shouldSayThatThePortIsTaken() {
        try (Simulator second = new Simulator(simulator.uri().getPort(), SimulatorSettings.PROMPT, List::of)) {
            assertThatThrownBy(second::start).isInstanceOf(StartFailedException.class)
                    .hasMessageContaining(Integer.toString(simulator.uri().getPort()));
        }
    }

    private static String statuses() throws IOException, InterruptedException {
        StringBuilder statuses = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            statuses.append(post("/search", "{\"query\":\"query " + i % 20 + "\"}").statusCode()).append(' ');
        }
        return statuses.toString();
    }

    private static List<JsonNode> lines(String method) throws IOException, InterruptedException {
        return control(method, "/simulator/requests", "").body().lines().map(line -> {
            try {
                return JSON.readTree(line);
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }).collect(Collectors.toList());
    }

    private static String errorIn(String path, HttpResponse<String> response) throws JsonProcessingException {
        JsonNode body = JSON.readTree(response.body());
        return path.equals("/search")
                ? body.path("detail").path("error").textValue()
                : body.path("error").path("message").textValue();
    }

    private static List<String> names(JsonNode object) {
        return object.propertyStream().map(java.util.Map.Entry::getKey).toList();
    }

    private static HttpResponse<String> configure(String settings) throws IOException, InterruptedException {
        return control("PUT", "/simulator/settings", settings);
    }

    private static HttpResponse<String> control(String method, String path, String body) throws IOException,
            InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(simulator.uri().resolve(path)).method(method, BodyPublishers.ofString(body))
                .build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String body, String... headers) throws IOException,
            InterruptedException {
        return HTTP.send(request(path, body, headers).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(simulator.uri().resolve(path))
                .header("Authorization", "Bearer tvly-test")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return headers.length == 0 ? request : request.headers(headers);
    }
}
