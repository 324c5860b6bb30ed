package dev.tavilypipeline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;

/** What stands in JSON, in the warehouse and in URLs is one name, wherever it is taken from. */
class WireNamesTest {

    @ParameterizedTest
    @EnumSource
    void shouldNameARunStatusAsInJson(RunStatus status) {
        assertThat(status.wireName()).isEqualTo(nameInJson(status));
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameAStepAsInJson(StepName step) {
        assertThat(step.wireName()).isEqualTo(nameInJson(step));
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameASearchDepthAsInJson(SearchDepth depth) {
        assertThat(depth.wireName()).isEqualTo(nameInJson(depth));
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameASearchTopicAsInJson(SearchTopic topic) {
        assertThat(topic.wireName()).isEqualTo(nameInJson(topic));
    }

    @Test
    void shouldDeclareEveryKindOfEventToTheReader() {
        Stream<Class<?>> declared = Stream.of(RunEvent.class.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::value);

        assertThat(declared).containsExactlyInAnyOrder(RunEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @CsvSource({ "QUEUED, false", "RUNNING, false", "CANCEL_REQUESTED, false", "SUCCESS, true", "PARTIAL, true",
            "FAILED, true", "CANCELLED, true", "ABANDONED, true" })
    void shouldKnowTheEnds(RunStatus status, boolean end) {
        assertThat(status.isTerminal()).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({ "400, http_400", "429, http_429", "432, http_432", "500, http_5xx", "503, http_5xx" })
    void shouldGroupServerErrors(int status, String errorType) {
        assertThat(ErrorType.http(status)).isEqualTo(errorType);
    }

    private static String nameInJson(Enum<?> constant) {
        try {
            return constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class).value();
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }
}
