package dev.tavilypipeline.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.agent.model.RequestShape.TokenLimit;

class AcceptedShapeTest {

    private final AcceptedShape shape = new AcceptedShape(Optional.empty());

    @Test
    void shouldRememberWhatTheServerAccepts() {
        assertThat(shape.refused(shape.current(), "'response_format' of type 'json_schema' is not supported")).isTrue();

        assertThat(shape.current().format()).isEqualTo(OutputFormat.JSON_OBJECT);
    }

    @Test
    void shouldFallBackOnceForRequestsThatWereSentTogether() {
        RequestShape sent = shape.current();

        assertThat(shape.refused(sent, "json_schema is not supported")).isTrue();
        assertThat(shape.refused(sent, "json_schema is not supported")).isTrue();

        assertThat(shape.current().format()).isEqualTo(OutputFormat.JSON_OBJECT);
    }

    @Test
    void shouldEndWithTextWithoutALimit() {
        String all = "response_format, max_tokens, max_completion_tokens";
        int requests = 1;
        while (shape.refused(shape.current(), all)) {
            requests++;
        }

        assertThat(requests).isEqualTo(5);
        assertThat(shape.current()).isEqualTo(new RequestShape(OutputFormat.TEXT, TokenLimit.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "max_tokens is too large: 100000. This model supports at most 16384 completion tokens",
            "This model's maximum context length is 8192 tokens, but max_tokens is 8000",
            "`max_tokens` must be less than or equal to `8192`",
            "Invalid 'max_tokens': integer above maximum value"
    })
    void shouldKeepTheLimitWhenOnlyItsValueIsRefused(String complaint) {
        assertThat(shape.refused(shape.current(), complaint)).isFalse();

        assertThat(shape.current().tokenLimit()).isEqualTo(TokenLimit.MAX_TOKENS);
    }

    @Test
    void shouldUseTheOtherFieldForTheLimit() {
        assertThat(shape.refused(shape.current(), "Unsupported parameter: 'max_tokens' is not supported with this model. "
                + "Use 'max_completion_tokens' instead.")).isTrue();

        assertThat(shape.current().tokenLimit()).isEqualTo(TokenLimit.MAX_COMPLETION_TOKENS);
    }

    @Test
    void shouldNotLeaveTheFormatThatTheUserChose() {
        AcceptedShape fixed = new AcceptedShape(Optional.of(OutputFormat.JSON_SCHEMA));

        assertThat(fixed.refused(fixed.current(), "json_schema is not supported")).isFalse();
    }
}
