package dev.tavilypipeline.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.Test;

class ProblemTest {

    private final Problem problem = Problem.of(Response.Status.NOT_FOUND, "no such run");

    @Test
    void shouldAddMembersWithoutChangingTheOriginal() {
        Problem more = problem.typed("run-not-visible-yet").with("run_id", "r1").with("field", "id");

        assertThat(more.type()).isEqualTo("run-not-visible-yet");
        assertThat(more.more()).containsOnly(entry("run_id", "r1"), entry("field", "id"));
        assertThat(problem.type()).isEqualTo("about:blank");
        assertThat(problem.more()).isEmpty();
    }

    @Test
    void shouldAnswerWithItsStatusAndMediaType() {
        Response response = problem.response().build();

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.getMediaType()).hasToString("application/problem+json");
    }
}
