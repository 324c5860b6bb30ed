package dev.tavilypipeline.analytics.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.localstack.tools.MissingTool;

/**
 * The tests of the web UI's scripts, {@code src/test/web}, which Node.js runs. A machine without Node.js skips them; with
 * {@code CI=true} the test fails there.
 */
class WebScriptsTest {

    private static final Path TESTS = Path.of("src/test/web");

    @Test
    void shouldPassTheTestsOfTheScripts() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=tap"));
        try (Stream<Path> files = Files.list(TESTS)) {
            files.map(Path::toString).filter(name -> name.endsWith(".test.js")).sorted().forEach(command::add);
        }
        Process node = start(command);
        String report = new String(node.getInputStream().readAllBytes(), UTF_8);
        assertThat(node.waitFor()).as(report).isZero();
        assertThat(report).as("tests that ran").containsPattern("(?m)^# pass [1-9][0-9]+$");
    }

    private static Process start(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw MissingTool.exception("Node.js is not installed, so the scripts of the web UI are not tested");
        }
    }
}
