package dev.tavilypipeline.bench.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bench.harness.Service;

class WorkflowTest {

    /** A tag can be moved to other code, a commit cannot. */
    @Test
    void shouldUseActionsByTheirCommit() throws IOException {
        List<String> actions = Pattern.compile("uses: (.*)")
                .matcher(Files.readString(Service.projectRoot().resolve(".github/workflows/ci.yml"))).results()
                .map(MatchResult::group).toList();

        assertThat(actions).isNotEmpty()
                .allMatch(action -> action.matches("uses: [\\w-]+/[\\w-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }
}
