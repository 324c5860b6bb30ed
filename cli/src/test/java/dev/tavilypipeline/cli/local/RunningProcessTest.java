package dev.tavilypipeline.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningProcessTest {

    private static final ProcessHandle SELF = ProcessHandle.current();

    @TempDir
    private Path run;

    @Test
    void shouldFindTheProcessThatWasSaved() throws IOException {
        new RunningProcess(Component.AGENT, List.of(8081), SELF).save(run);

        assertThat(RunningProcess.find(run, Component.AGENT)).hasValueSatisfying(found -> {
            assertThat(found.pid()).isEqualTo(SELF.pid());
            assertThat(found.ports()).containsExactly(8081);
        });
        assertThat(RunningProcess.find(run, Component.BRIDGE)).isEmpty();
    }

    @Test
    void shouldNotTakeAnotherProcessWithTheSameIdForIt() throws IOException {
        save(SELF.pid(), SELF.info().startInstant().orElseThrow().minusSeconds(3600));

        assertThat(RunningProcess.find(run, Component.AGENT)).isEmpty();
    }

    @Test
    void shouldNotFindAProcessThatHasEnded() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        Instant started = Instant.now();
        ended.waitFor();
        save(ended.pid(), started);

        assertThat(RunningProcess.find(run, Component.AGENT)).isEmpty();
    }

    private void save(long pid, Instant started) throws IOException {
        Files.writeString(RunningProcess.file(run, Component.AGENT), pid + "\n8081\n" + started + "\n");
    }
}
