package dev.tavilypipeline.agent.tavily;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.call.Usage;
import dev.tavilypipeline.agent.run.SearchAnswer;
import dev.tavilypipeline.agent.run.SearchAnswer.Hit;

class TavilyResponseParserTest {

    private final TavilyResponseParser parser = new TavilyResponseParser();

    @Test
    void shouldReadAnAnswer() throws IOException {
        JsonNode body = json("""
                {"query": "acme", "follow_up_questions": null, "answer": null, "images": [], "response_time": 0.4,
                 "results": [{"title": "Acme", "url": "https://acme.example/", "content": "Makes\\r\\nanvils.", "score": 0.97,
                              "raw_content": null, "favicon": "https://acme.example/f.ico"}],
                 "usage": {"credits": 1}, "request_id": "r-1"}""");

        assertThat(parser.outcome(body)).isEqualTo(new Success<>(new SearchAnswer(
                List.of(new Hit("Acme", URI.create("https://acme.example/"), "Makes\nanvils.", 0.97)))));
        assertThat(parser.results(body)).isEqualTo(1);
        assertThat(parser.usage(body)).isEqualTo(Usage.ofCredits(1));
        assertThat(parser.requestId(body)).isEqualTo("r-1");
    }

    @Test
    void shouldCountButNotCiteAResultWithoutAPage() throws IOException {
        JsonNode body = json("{\"results\": [{\"title\": \"x\", \"url\": \"javascript:alert(1)\"}]}");

        assertThat(parser.results(body)).isEqualTo(1);
        assertThat(parser.outcome(body)).isEqualTo(new Success<>(new SearchAnswer(List.of())));
    }

    @Test
    void shouldNotClaimAUsageThatTavilyDidNotSay() throws IOException {
        assertThat(parser.usage(json("{\"results\": []}"))).isEqualTo(Usage.UNKNOWN);
    }

    @Test
    void shouldRefuseWhatIsNoAnswer() throws IOException {
        assertThat(parser.outcome(json("{}")))
                .isEqualTo(Failure.because("invalid_response", "the answer has no list of results"));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
