package dev.tavilypipeline.agent.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.call.ParsedResponse;
import dev.tavilypipeline.agent.call.Usage;
import dev.tavilypipeline.agent.run.CompanySummary;

class ChatResponseParserTest {

    private final ChatResponseParser parser = new ChatResponseParser();

    @Test
    void shouldReadACompletion() throws IOException {
        ParsedResponse<CompanySummary> reading = read("""
                {"id": "chatcmpl-1", "object": "chat.completion", "model": "gpt-4o-mini-2024-07-18",
                 "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "refusal": null,
                   "content": "{\\"company_name\\": \\"Acme Corporation\\", \\"industry\\": null}"}}],
                 "usage": {"prompt_tokens": 120, "completion_tokens": 15, "total_tokens": 135,
                   "prompt_tokens_details": {"cached_tokens": 100}}}""");

        assertThat(reading.outcome()).isEqualTo(new Success<>(new CompanySummary("Acme Corporation", null)));
        assertThat(reading.usage()).isEqualTo(new Usage(null, 120, 100, 15));
        assertThat(reading.requestId()).isEqualTo("chatcmpl-1");
    }

    @Test
    void shouldTellARefusalAndWhatItCost() throws IOException {
        ParsedResponse<CompanySummary> reading = read("""
                {"choices": [{"finish_reason": "stop", "message": {"refusal": "I cannot", "content": null}}],
                 "usage": {"prompt_tokens": 10, "completion_tokens": 2}}""");

        assertThat(reading.outcome()).isEqualTo(Failure.because("refused", "I cannot"));
        assertThat(reading.usage()).isEqualTo(new Usage(null, 10, null, 2));
    }

    @Test
    void shouldNotReadWhatWasCutOff() throws IOException {
        assertThat(
                read("{\"choices\": [{\"finish_reason\": \"length\", \"message\": {\"content\": \"{\\\"comp\"}}]}").outcome())
                .isEqualTo(Failure.because("invalid_response", "the answer was cut off for its length"));
    }

    @Test
    void shouldNotTakeProseForAnAnswer() throws IOException {
        assertThat(
                read("{\"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": \"It is Acme.\"}}]}").outcome())
                .isInstanceOfSatisfying(Failure.class,
                        failure -> assertThat(failure.errorType()).isEqualTo("invalid_response"));
    }

    @Test
    void shouldNotTakeAnEmptyAnswerForOne() throws IOException {
        assertThat(read("{\"choices\": []}").outcome()).isInstanceOf(Failure.class);
        assertThat(read("{\"choices\": [{\"message\": {\"content\": null}}]}").outcome()).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class);
    }

    @Test
    void shouldReadAnError() throws IOException {
        assertThat(parser.errorMessage("{\"error\": {\"message\": \"You exceeded your quota\"}}".getBytes(UTF_8)))
                .isEqualTo("You exceeded your quota");
    }

    private ParsedResponse<CompanySummary> read(String json) throws IOException {
        return parser.parse(json.getBytes(UTF_8));
    }
}
