package dev.tavilypipeline.kit.json;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.CallStatus;
import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.ResearchResult;
import dev.tavilypipeline.contract.ResearchResult.Source;
import dev.tavilypipeline.contract.RunAbandoned;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.RunStepRow;
import dev.tavilypipeline.contract.SearchDepth;
import dev.tavilypipeline.contract.SearchTopic;
import dev.tavilypipeline.contract.StepFinished;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStarted;
import dev.tavilypipeline.contract.StepStatus;

/**
 * A contract record beside the hand-written JSON that it must be, now and in every later version: a file of
 * {@code golden/} that has to change means that services of two versions no longer understand each other.
 */
record Golden(String name, Object contractRecord) {

    private static final UUID RUN = UUID.fromString("019cade2-1238-7c4e-9b1f-5a2d8e6f3c70");
    private static final UUID EARLIER_RUN = UUID.fromString("019caa5c-78c4-7d31-8f0a-2b7c9d4e1a55");
    private static final UUID EXECUTION = UUID.fromString("019cade2-1274-7a90-b3c8-41f6e07d9a12");
    private static final UUID SEARCH = UUID.fromString("019cade2-1276-7e05-a6d2-93b80c4f71ee");
    private static final UUID REFUSED = UUID.fromString("019cade2-1277-7f48-9c13-0e6d5ab28417");
    private static final UUID CHAT = UUID.fromString("019cade2-1527-7b6c-8e41-d07a2c95f3b8");
    private static final String TOO_MANY = "Your request has been blocked due to excessive requests.";
    private static final BigDecimal ONE_CREDIT = new BigDecimal("0.0080");

    static Stream<Golden> all() {
        return Stream.of(
                new Golden("research_job",
                        new ResearchJob(RUN, "OpenAI", 5, true, at("00.120"), "market-research", EARLIER_RUN,
                                SearchDepth.ADVANCED, SearchTopic.FINANCE, new BigDecimal("2.5"))),
                new Golden("cancel_requested", new CancelRequested(RUN, at("01.400"), "market-research")),
                new Golden("run_started", new RunStarted(RUN, EXECUTION, at("00.180"),
                        new ResearchJob(RUN, "OpenAI", 5, true, at("00.120"), null, null), "1.0.0", false)),
                new Golden("step_started", new StepStarted(RUN, EXECUTION, at("00.181"), StepName.SEARCH_OVERVIEW)),
                new Golden("step_finished", new StepFinished(RUN, EXECUTION, at("00.603"), StepName.SEARCH_OVERVIEW,
                        StepStatus.SUCCESS, at("00.181"), 422.318, null, null)),
                new Golden("step_finished_skipped", new StepFinished(RUN, EXECUTION, at("00.871"), StepName.SUMMARIZE,
                        StepStatus.SKIPPED, null, 0, ErrorType.NO_MODEL, "OPENAI_API_KEY is not set")),
                new Golden("api_call_finished_search", new ApiCallFinished(RUN, EXECUTION, at("00.601"), SEARCH,
                        StepName.SEARCH_OVERVIEW, "tavily", "search", "OpenAI company overview", CallStatus.SUCCESS, 200, 5,
                        at("00.182"), 418.904, 1, false, BigDecimal.ONE, null, null, null, null, ONE_CREDIT, "2026-01",
                        "123e4567-e89b-12d3-a456-426614174111", null, null)),
                new Golden("api_call_finished_chat", new ApiCallFinished(RUN, EXECUTION, at("01.905"), CHAT,
                        StepName.SUMMARIZE, "openai", "chat", "company_name and industry of OpenAI", CallStatus.SUCCESS, 200,
                        null, at("00.871"), 1033.77, 1, false, null, "gpt-4o-mini", 1874, 1024, 38,
                        new BigDecimal("0.00022710"), "2026-01", "req_7d1f0c52b9", null, null)),
                new Golden("api_call_finished_refused", new ApiCallFinished(RUN, EXECUTION, at("00.241"), REFUSED,
                        StepName.SEARCH_COMPETITORS, "tavily", "search", "OpenAI competitors market", CallStatus.FAILED, 429,
                        null, at("00.183"), 57.612, 1, false, null, null, null, null, null, BigDecimal.ZERO, "2026-01", null,
                        ErrorType.http(429), TOO_MANY)),
                new Golden("run_finished", new RunFinished(RUN, EXECUTION, at("01.910"), at("00.180"), RunStatus.SUCCESS,
                        1729.441, 3, 4, null, null, result())),
                new Golden("run_finished_failed", new RunFinished(RUN, EXECUTION, at("01.122"), at("00.180"),
                        RunStatus.FAILED, 941.6, 3, 2, ErrorType.NO_SOURCES, "neither search found a source", null)),
                new Golden("run_abandoned", new RunAbandoned(RUN, EXECUTION, Instant.parse("2026-03-02T09:45:00.603Z"))),
                new Golden("run_envelope", new RunEnvelope(RUN, 10, at("02.350"), runRow(), stepRows(), callRows())));
    }

    /** The type that a reader of the topic asks for. */
    Class<?> type() {
        return contractRecord instanceof RunEvent ? RunEvent.class : contractRecord.getClass();
    }

    byte[] json() {
        String resource = "/golden/" + name + ".json";
        try (InputStream file = Golden.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new AssertionError("no " + resource + " in src/test/resources");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static ResearchResult result() {
        return new ResearchResult("OpenAI", "Artificial Intelligence",
                "OpenAI is an AI research and deployment company. [1]",
                "Anthropic and Google DeepMind build competing models. [2]",
                List.of(new Source(1, "About OpenAI", URI.create("https://openai.com/about/"), 0.94),
                        new Source(2, "Anthropic – the company", URI.create("https://www.anthropic.com/company"), null)));
    }

    private static AgentRunRow runRow() {
        return new AgentRunRow(RUN, "OpenAI", "Artificial Intelligence", RunStatus.PARTIAL, at("00.180"), at("00.873"), 692.85,
                2, "search_competitors failed", "OpenAI", at("00.120"), "market-research", 3, BigDecimal.ONE, 0, 0, ONE_CREDIT,
                "2026-01",
                ErrorType.http(429), 5, 1, EARLIER_RUN, 0, "1.0.0", false, 0, 10, 3, at("02.350"));
    }

    private static List<RunStepRow> stepRows() {
        return List.of(
                new RunStepRow(StepName.SEARCH_OVERVIEW.stepId(RUN), RUN, StepName.SEARCH_OVERVIEW, StepStatus.SUCCESS, 422.318,
                        null, at("00.181"), null, at("00.120"), false, 10, 3, at("02.350")),
                new RunStepRow(StepName.SEARCH_COMPETITORS.stepId(RUN), RUN, StepName.SEARCH_COMPETITORS, StepStatus.FAILED,
                        57.703, TOO_MANY, at("00.182"), ErrorType.http(429), at("00.120"), false, 10, 3, at("02.350")),
                new RunStepRow(StepName.SUMMARIZE.stepId(RUN), RUN, StepName.SUMMARIZE, StepStatus.SKIPPED, null, null, null,
                        ErrorType.NO_MODEL, at("00.120"), false, 10, 3, at("02.350")));
    }

    private static List<ApiCallRow> callRows() {
        return List.of(
                new ApiCallRow(SEARCH, RUN, "OpenAI company overview", 5, 418.904, at("00.182"),
                        StepName.SEARCH_OVERVIEW.stepId(RUN), EXECUTION, "tavily", "search", CallStatus.SUCCESS, 200, 1, false,
                        BigDecimal.ONE, null, null, null, null, ONE_CREDIT, "2026-01", "123e4567-e89b-12d3-a456-426614174111",
                        null, null,
                        at("00.120"), false, 10, 3, at("02.350")),
                new ApiCallRow(REFUSED, RUN, "OpenAI competitors market", null, 57.612, at("00.183"),
                        StepName.SEARCH_COMPETITORS.stepId(RUN), EXECUTION, "tavily", "search", CallStatus.FAILED, 429, 1,
                        false, null, null, null, null, null, BigDecimal.ZERO, "2026-01", null, ErrorType.http(429), TOO_MANY,
                        at("00.120"), false, 10, 3, at("02.350")));
    }

    private static Instant at(String second) {
        return Instant.parse("2026-03-02T09:30:" + second + "Z");
    }
}
