package dev.tavilypipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.cli.terminal.Terminal;

class CliTest {

    private static final String SUCCESS = """
            {"run_id": "r1", "status": "success", "requested_at": "2026-01-31T10:00:00.123Z", "total_latency_ms": 812.5,
             "simulated": true, "total_credits": 2, "cost_usd": 0.016, "error_type": null, "error_message": null,
             "steps": [{"step_name": "search_overview", "status": "success", "latency_ms": 300.0}],
             "result": {"company_name": "OpenAI", "industry": "Artificial Intelligence", "overview": "It trains models [1].",
                        "competitors": "Others do too [1].",
                        "sources": [{"number": 1, "title": "About", "url": "https://openai.com/about", "score": 0.9}]}}""";
    private static final String RUNNING = """
            {"run_id": "r1", "status": "running", "steps": [{"step_name": "search_overview", "status": "running"}]}""";
    private static final String FAILED = """
            {"run_id": "r1", "status": "failed", "error_type": "no_sources", "error_message": "nothing was found",
             "total_latency_ms": 400.0, "steps": [], "result": null}""";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private StubServices services;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        services = new StubServices();
    }

    @AfterEach
    void stop() {
        services.close();
    }

    private int pipeline(String... words) {
        return pipeline(services.environment(), words);
    }

    private int pipeline(Map<String, String> environment, String... words) {
        return pipeline(environment, 100, words);
    }

    private int pipeline(Map<String, String> environment, int width, String... words) {
        Terminal terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), false, width);
        return Main.run(new Context(folder, environment, InputStream.nullInputStream(), terminal), List.of(words));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String noted() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldFollowARunFromNotYetVisibleToItsResult() {
        services.answers("/research", 202, "{\"run_id\": \"r1\"}")
                .answers("/runs/r1", 404, "{\"type\": \"run-not-visible-yet\"}")
                .answers("/runs/r1", 200, RUNNING)
                .answers("/runs/r1", 200, SUCCESS);

        int status = pipeline("research", "OpenAI", "--max-sources", "3", "--no-firehose");

        assertThat(status).isZero();
        assertThat(noted()).contains("OpenAI: running   … overview", "OpenAI: success   ✓ overview 300 ms");
        assertThat(printed()).contains("OpenAI · Artificial Intelligence · success in 813 ms · 1 source · 2 credits",
                "It trains models [1].", "[1] About  https://openai.com/about", "/runs/r1");
        assertThat(services.asked("/research")).extracting(StubServices.Asked::body)
                .containsExactly("{\"company\":\"OpenAI\",\"deliver\":false,\"max_sources\":3}");
    }

    @Test
    void shouldPrintNothingButJsonWhenAskedForIt() {
        services.answers("/research", 202, "{\"run_id\": \"r1\"}").answers("/runs/r1", 200, SUCCESS);

        int status = pipeline("research", "--json", "OpenAI");

        assertThat(status).isZero();
        assertThat(printed().lines()).singleElement().asString().startsWith("{\"run_id\":\"r1\"").endsWith("}");
    }

    @Test
    void shouldNotEndWellWhenARunFoundNothing() {
        services.answers("/research", 202, "{\"run_id\": \"r1\"}").answers("/runs/r1", 200, FAILED);

        int status = pipeline("research", "Nobody Ltd");

        assertThat(status).isOne();
        assertThat(printed()).contains("Nobody Ltd · failed in 400 ms", "no_sources: nothing was found");
    }

    @Test
    void shouldSubmitAgainWithTheSameKeyWhenTheAgentCouldNotTakeTheJob() {
        services.answers("/research", 503, "{}").answers("/research", 202, "{\"run_id\": \"r1\"}")
                .answers("/runs/r1", 200, SUCCESS);

        int status = pipeline("research", "OpenAI");

        assertThat(status).isZero();
        assertThat(services.asked("/research")).hasSize(2).extracting(StubServices.Asked::idempotencyKey)
                .doesNotContainNull().containsOnly(services.asked("/research").get(0).idempotencyKey());
    }

    @Test
    void shouldSayWhatTheAgentSaysAboutARequestItRefuses() {
        services.answers("/research", 400, "{\"detail\": \"max_sources is 1 to 20\"}");

        int status = pipeline("research", "OpenAI");

        assertThat(status).isOne();
        assertThat(noted()).contains("answered 400: max_sources is 1 to 20");
    }

    @Test
    void shouldSayWhatToDoWhenNobodyAnswers() {
        Map<String, String> environment = services.environment();
        services.close();

        int status = pipeline(environment, "research", "OpenAI");

        assertThat(status).isOne();
        assertThat(noted()).contains("does not answer", "'./pipeline up' starts what does not");
    }

    @Test
    void shouldCancelARunThatAppearsInAMoment() {
        services.answers("/research/r1", 404, "{\"type\": \"run-not-visible-yet\"}")
                .answers("/research/r1", 202, "{\"run_id\": \"r1\", \"status\": \"cancel_requested\"}");

        int status = pipeline("cancel", "r1");

        assertThat(status).isZero();
        assertThat(printed()).contains("r1: cancel_requested");
        assertThat(services.asked("/research/r1")).hasSize(2);
    }

    @Test
    void shouldSayWhyARunCannotBeCancelled() {
        services.answers("/research/r1", 409, "{\"type\": \"run-ended\", \"detail\": \"the run has ended already\"}");

        assertThat(pipeline("cancel", "r1")).isOne();
        assertThat(noted()).contains("answered 409: the run has ended already");
    }

    @Test
    void shouldRepeatARunOnce() {
        services.answers("/research/r1/retry", 503, "{}").answers("/research/r1/retry", 202, "{\"run_id\": \"r2\"}");

        int status = pipeline("retry", "r1");

        assertThat(status).isZero();
        assertThat(printed()).contains("/runs/r2");
        assertThat(services.asked("/research/r1/retry")).hasSize(2).extracting(StubServices.Asked::idempotencyKey)
                .doesNotContainNull().containsOnly(services.asked("/research/r1/retry").get(0).idempotencyKey());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "../runs", "r1?x", "a b" })
    void shouldRefuseARunIdThatIsNone(String runId) {
        assertThat(pipeline("cancel", runId)).isEqualTo(2);
        assertThat(pipeline("retry", runId)).isEqualTo(2);
    }

    @Test
    void shouldRefuseResearchWithoutACompany() {
        assertThat(pipeline("research")).isEqualTo(2);
    }

    @Test
    void shouldAskForTheMillisecondOfItsOwnRunInASmokeTest() {
        services.answers("/q/health/ready", 200, "{}").answers("/research", 202, "{\"run_id\": \"r1\"}")
                .answers("/runs/r1", 200, SUCCESS)
                .answers("/kpis/summary", 200, "{\"health\": {\"runs\": 0}}")
                .answers("/kpis/summary", 200, "{\"health\": {\"runs\": 1}}")
                .answers("/kpis/completeness", 200, "{\"completeness\": {\"whole\": 0}}")
                .answers("/kpis/completeness", 200, "{\"completeness\": {\"whole\": 1}}");

        int status = pipeline("smoke");

        assertThat(status).isZero();
        assertThat(printed()).contains("ok  it ended as success with 1 source", "ok  the KPIs count it",
                "ok  the warehouse has all of it");
        assertThat(services.asked("/kpis/summary")).hasSize(2).extracting(StubServices.Asked::query)
                .containsOnly("from=2026-01-31T10:00:00.123Z&simulated=true&to=2026-01-31T10:00:00.124Z");
        assertThat(services.asked("/kpis/completeness")).hasSize(2).extracting(StubServices.Asked::query)
                .containsOnly("from=2026-01-31T10:00:00.123Z&to=2026-01-31T10:00:00.124Z");
    }

    @Test
    void shouldFailASmokeTestOnAServiceThatIsNotReady() {
        services.answers("/q/health/ready", 503, "{}");

        int status = pipeline("smoke");

        assertThat(status).isOne();
        assertThat(noted()).contains("agent-service is not ready");
    }

    @Test
    void shouldHeadEachResultByTheCompanyAskedForWithinTheWidthOfTheTerminal() {
        for (int i = 0; i < 30; i++) {
            String runId = "r" + i;
            services.answers("/research", 202, "{\"run_id\": \"" + runId + "\"}")
                    .answers("/runs/" + runId, 200, SUCCESS.replace("\"r1\"", "\"" + runId + "\"")
                            .replace("\"OpenAI\"", "\"Acme\"").replace("It trains models [1].",
                                    "It trains models that are used by hundreds of millions of people everywhere [1]."));
        }
        String[] words = new String[31];
        words[0] = "research";
        for (int i = 0; i < 30; i++) {
            words[i + 1] = "Company with quite a long name number " + i;
        }

        int status = pipeline(services.environment(), 40, words);

        assertThat(status).isZero();
        assertThat(printed().lines().filter(line -> !line.contains("://")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
        String unwrapped = printed().replaceAll("\\s+", " ");
        for (int i = 0; i < 30; i++) {
            assertThat(unwrapped).contains(words[i + 1] + " · Artificial Intelligence · success in 813 ms");
        }
        assertThat(unwrapped).contains("Called Acme by the model");
    }

    @Test
    void shouldSayWhyNothingWasFound() {
        services.answers("/research", 202, "{\"run_id\": \"r1\"}").answers("/runs/r1", 200, FAILED.replace("nothing was found",
                "the simulator knows 160 companies and this is none of them: set TAVILY_API_KEY to search the web"));

        pipeline("research", "Nobody Ltd");

        assertThat(printed().replaceAll("\\s+", " "))
                .contains("no_sources: the simulator knows 160 companies and this is none of them: set TAVILY_API_KEY");
    }

    @Test
    void shouldTakeOptionsAnywhereAmongTheCompanies() {
        services.answers("/research", 202, "{\"run_id\": \"r1\"}").answers("/runs/r1", 200, SUCCESS);

        int status = pipeline("research", "OpenAI", "--json", "@Tesla", "--max-sources=7", "--", "--odd name");

        assertThat(status).isZero();
        assertThat(services.asked("/research")).extracting(StubServices.Asked::body).containsExactly(
                "{\"company\":\"OpenAI\",\"deliver\":true,\"max_sources\":7}",
                "{\"company\":\"@Tesla\",\"deliver\":true,\"max_sources\":7}",
                "{\"company\":\"--odd name\",\"deliver\":true,\"max_sources\":7}");
    }

    @ParameterizedTest
    @CsvSource({ "--jsno, --jsno", "--max-sources, --max-sources", "--max-sources=0, '0'", "--max-sources=x, 'x'",
            "--timeout=0, '0'" })
    void shouldNameTheOptionThatIsWrong(String option, String named) {
        int status = pipeline("research", "OpenAI", option);

        assertThat(status).isEqualTo(2);
        assertThat(noted()).contains(named, "see './pipeline help research'");
    }

    @Test
    void shouldAskForTheWindowOfKpisThatIsGiven() {
        services.answers("/kpis/summary", 200, "{\"health\": {\"runs\": 3}}");

        int status = pipeline("kpis", "--from", "2026-01-01T00:00:00Z", "--to", "2026-02-01T00:00:00Z", "--simulated", "all");

        assertThat(status).isZero();
        assertThat(services.asked("/kpis/summary")).extracting(StubServices.Asked::query)
                .containsExactly("from=2026-01-01T00:00:00Z&simulated=all&to=2026-02-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = { "--range=8d", "--from=yesterday", "--simulated=maybe", "extra" })
    void shouldRefuseAWindowThatDoesNotExist(String word) {
        assertThat(pipeline("kpis", word)).isEqualTo(2);
        assertThat(services.asked("/kpis/summary")).isEmpty();
    }
}
