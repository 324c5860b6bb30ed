package dev.tavilypipeline.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildProcessTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = { "INT", "TERM", "KILL" })
    void shouldNotOutliveTheProgram(String signal) throws IOException, InterruptedException {
        Process program = program();
        ProcessHandle child = ProcessHandle.of(Long.parseLong(program.inputReader().readLine())).orElseThrow();
        assertThat(child.isAlive()).isTrue();

        new ProcessBuilder("kill", "-" + signal, Long.toString(program.pid())).start().waitFor();

        await().atMost(TIMEOUT).until(() -> !child.isAlive());
    }

    @Test
    void shouldLeaveNoGuardBehindWhenTheChildIsClosed() {
        ChildProcess child = ChildProcess.start(new ProcessBuilder("sleep", "600"), folder.resolve("log"));

        child.close();

        await().atMost(TIMEOUT).until(() -> ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive));
    }

    private Process program() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Program.class.getName(), folder.resolve("log").toString()).start();
    }

    /** Starts a child, prints its pid, and waits for it. */
    static final class Program {

        private Program() {
        }

        public static void main(String[] arguments) {
            ChildProcess child = ChildProcess.start(new ProcessBuilder("sleep", "600"), Path.of(arguments[0]));
            System.out.println(child.pid());
            child.waitFor();
        }
    }
}
