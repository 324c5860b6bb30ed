package dev.tavilypipeline.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

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

    @Test
    void shouldNotLeaveTheFormatThatTheUserChose() {
        AcceptedShape fixed = new AcceptedShape(Optional.of(OutputFormat.JSON_SCHEMA));

        assertThat(fixed.refused(fixed.current(), "json_schema is not supported")).isFalse();
    }
}
