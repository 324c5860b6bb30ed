package dev.tavilypipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static Arguments parse(String... given) {
        return Arguments.parse(List.of(given), Set.of("--json"), Set.of("--max-sources"));
    }

    @Test
    void shouldTakeOptionsAnywhereAmongTheWords() {
        Arguments arguments = parse("OpenAI", "--json", "Tesla", "--max-sources", "3");

        assertThat(arguments.words()).containsExactly("OpenAI", "Tesla");
        assertThat(arguments.has("--json")).isTrue();
        assertThat(arguments.positive("--max-sources")).contains(3);
    }

    @Test
    void shouldTakeAValueBehindAnEqualsSign() {
        assertThat(parse("--max-sources=7").positive("--max-sources")).contains(7);
    }

    @Test
    void shouldTakeDashesAsAWordBehindTheEndOfOptions() {
        assertThat(parse("--", "--json").words()).containsExactly("--json");
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        assertThatThrownBy(() -> parse("--jsno")).isInstanceOf(UsageException.class).hasMessageContaining("'--jsno'");
    }

    @Test
    void shouldRefuseAMissingValue() {
        assertThatThrownBy(() -> parse("--max-sources")).isInstanceOf(UsageException.class)
                .hasMessageContaining("--max-sources needs a value");
    }

    @Test
    void shouldRefuseANumberThatIsNone() {
        assertThatThrownBy(() -> parse("--max-sources", "0").positive("--max-sources"))
                .isInstanceOf(UsageException.class).hasMessageContaining("'0'");
    }
}
