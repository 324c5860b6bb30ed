package dev.tavilypipeline.agent.tavily;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.call.ParsedResponse;
import dev.tavilypipeline.agent.call.Usage;
import dev.tavilypipeline.agent.run.SearchAnswer;
import dev.tavilypipeline.agent.run.SearchAnswer.Hit;

class TavilyResponseParserTest {

    private final TavilyResponseParser parser = new TavilyResponseParser();

    @Test
    void shouldReadAnAnswer() throws IOException {
        ParsedResponse<SearchAnswer> reading = read("""
                {"query": "acme", "follow_up_questions": null, "answer": null, "images": [], "response_time": 0.4,
                 "results": [{"title": "Acme", "url": "https://acme.example/", "content": "Makes\\nanvils.", "score": 0.97,
                              "raw_content": null, "favicon": "https://acme.example/f.ico"}],
                 "usage": {"credits": 1}, "request_id": "r-1"}""");

        assertThat(reading.outcome()).isEqualTo(new Success<>(new SearchAnswer(
                List.of(new Hit("Acme", URI.create("https://acme.example/"), "Makes anvils.", 0.97)))));
        assertThat(reading.results()).isEqualTo(1);
        assertThat(reading.usage()).isEqualTo(Usage.ofCredits(1));
        assertThat(reading.requestId()).isEqualTo("r-1");
    }

    @Test
    void shouldCountButNotCiteAResultWithoutAPage() throws IOException {
        ParsedResponse<SearchAnswer> reading = read("{\"results\": [{\"title\": \"x\", \"url\": \"javascript:alert(1)\"}]}");

        assertThat(reading.results()).isEqualTo(1);
        assertThat(reading.outcome()).isEqualTo(new Success<>(new SearchAnswer(List.of())));
    }

    @Test
    void shouldNotClaimAUsageThatWasNotTold() throws IOException {
        assertThat(read("{\"results\": []}").usage()).isEqualTo(Usage.UNKNOWN);
    }

    @Test
    void shouldRefuseWhatIsNoAnswer() {
        assertThatThrownBy(() -> read("{}")).isInstanceOf(IOException.class).hasMessageContaining("results");
        assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("{\"results\": [{\"ti")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> parser.parse(null)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldReadAnError() throws IOException {
        assertThat(parser.errorMessage("{\"detail\": {\"error\": \"Unauthorized: wrong key\"}}".getBytes(UTF_8)))
                .isEqualTo("Unauthorized: wrong key");
    }

    private ParsedResponse<SearchAnswer> read(String json) throws IOException {
        return parser.parse(json.getBytes(UTF_8));
    }
}
