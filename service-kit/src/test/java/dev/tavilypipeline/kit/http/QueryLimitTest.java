package dev.tavilypipeline.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryLimitTest {

    @Test
    void shouldTakeWhatIsGivenUpToTheMost() {
        assertThat(QueryLimit.of("limit", null, 50, 200)).isEqualTo(50);
        assertThat(QueryLimit.of("limit", "1", 50, 200)).isEqualTo(1);
        assertThat(QueryLimit.of("limit", "200", 50, 200)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "201", "-1", "", "1.0", "ten", "9999999999" })
    void shouldRefuseAllElseByItsName(String given) {
        ProblemException refused = catchThrowableOfType(ProblemException.class,
                () -> QueryLimit.of("at_most", given, 50, 200));

        assertThat(refused).isNotNull();
        assertThat(refused.problem().more()).containsEntry("field", "at_most");
        assertThat(refused.problem().detail()).isEqualTo("'at_most' must be a number from 1 to 200");
    }
}
