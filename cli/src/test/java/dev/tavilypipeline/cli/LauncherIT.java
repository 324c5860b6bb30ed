package dev.tavilypipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code ./pipeline} says when it cannot do what it is asked; a copy of it is run, with the packaged program, in a folder
 * without sources.
 */
class LauncherIT {

    @TempDir
    private Path temporary;
    private Path folder;
    private Path script;

    @BeforeEach
    void copyScript() throws IOException {
        folder = Files.createDirectory(temporary.resolve("with spaces"));
        script = Files.copy(Path.of("..", "pipeline"), folder.resolve("pipeline"));
        Path program = folder.resolve("cli/target/launcher/cli.jar");
        Files.createDirectories(program.getParent());
        Files.copy(Path.of("target", "cli.jar"), program);
        Path options = folder.resolve("cli/src/main/jvm.options");
        Files.createDirectories(options.getParent());
        Files.copy(Path.of("src", "main", "jvm.options"), options);
        Files.setLastModifiedTime(program, FileTime.from(Instant.now().plusSeconds(1)));
    }

    private Outcome run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder("bash", script.toString()).directory(temporary.toFile())
                .redirectErrorStream(true);
        process.command().addAll(List.of(words));
        Map<String, String> clean = new HashMap<>();
        clean.put("PATH", System.getenv("PATH"));
        clean.put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().keySet().retainAll(clean.keySet());
        process.environment().putAll(clean);
        process.environment().putAll(environment);
        process.environment().values().removeIf(String::isEmpty);
        Process running = process.start();
        running.getOutputStream().close();
        String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(running.waitFor(), output);
    }

    private static Map<String, String> freePorts() {
        Map<String, String> ports = new TreeMap<>();
        int port = 28_400;
        for (String name : new String[] { "ANALYTICS", "AGENT", "COLLECTOR", "BRIDGE", "KAFKA", "MONGODB", "SIMULATOR" }) {
            ports.put("PIPELINE_" + name + "_PORT", String.valueOf(port++));
        }
        return ports;
    }

    private void writeEnvFile(String... lines) throws IOException {
        Files.write(folder.resolve(".env"), List.of(lines));
    }

    @Test
    void shouldReadQuotedAndPlainValuesFromTheEnvFile() throws Exception {
        writeEnvFile("# a comment", "", "export PIPELINE_AGENT_PORT='8 1' # not a port");

        Outcome outcome = run(Map.of(), "status");

        assertThat(outcome.status()).isOne();
        assertThat(outcome.output()).contains("PIPELINE_AGENT_PORT is '8 1': set it to a port");
    }

    @Test
    void shouldPreferTheEnvironmentToTheEnvFile() throws Exception {
        writeEnvFile("PIPELINE_AGENT_PORT=from-file");

        Outcome outcome = run(Map.of("PIPELINE_AGENT_PORT", "from-environment"), "status");

        assertThat(outcome.output()).contains("PIPELINE_AGENT_PORT is 'from-environment'");
    }

    @Test
    void shouldNeverRunWhatStandsInTheEnvFile() throws Exception {
        writeEnvFile("PIPELINE_AGENT_PORT=$(touch evil)`touch evil`");

        Outcome outcome = run(Map.of(), "status");

        assertThat(outcome.output()).contains("PIPELINE_AGENT_PORT is '$(touch evil)`touch evil`'");
        assertThat(temporary.resolve("evil")).doesNotExist();
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void shouldNameTheLineOfTheEnvFileThatCannotBeReadButNotShowIt() throws Exception {
        writeEnvFile("A=1", "my secret");

        Outcome outcome = run(Map.of(), "status");

        assertThat(outcome.status()).isOne();
        assertThat(outcome.output()).contains("line 2 of").doesNotContain("secret");
    }

    @Test
    void shouldSayWhichPortIsBusyAndWhatToSet() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> environment = freePorts();
            environment.put("PIPELINE_AGENT_PORT", String.valueOf(other.getLocalPort()));

            Outcome outcome = run(environment, "up");

            assertThat(outcome.status()).isOne();
            assertThat(outcome.output()).contains("port " + other.getLocalPort() + " for agent-service is in use",
                    "set PIPELINE_AGENT_PORT to a free port");
        }
    }

    @Test
    void shouldSayThatJavaIsTooOld() throws Exception {
        Path java = folder.resolve("old/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\necho '    java.specification.version = 1.8'\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        Outcome outcome = run(Map.of("JAVA_HOME", folder.resolve("old").toString()), "up");

        assertThat(outcome.status()).isOne();
        assertThat(outcome.output()).contains("is Java 8, which is too old: install a JDK of 17 or newer");
    }

    @Test
    void shouldTakeTheJdkThatTheEnvFileNames() throws Exception {
        writeEnvFile("OTHER='x'", "export JAVA_HOME = \"/no where\" # ours");

        Outcome outcome = run(Map.of("JAVA_HOME", ""), "up");

        assertThat(outcome.status()).isOne();
        assertThat(outcome.output()).contains("JAVA_HOME is /no where, where no bin/java is");
    }

    @Test
    void shouldFindTheJdkOfThePath() throws Exception {
        Outcome outcome = run(Map.of("JAVA_HOME", "",
                "PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH")), "help");

        assertThat(outcome.output()).contains("Commands:");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void shouldNeedACompilerOnlyToBuild() throws Exception {
        Files.delete(folder.resolve("cli/target/launcher/cli.jar"));
        Path runtime = folder.resolve("runtime");
        Files.createDirectories(runtime.resolve("bin"));
        Files.createSymbolicLink(runtime.resolve("bin/java"), Path.of(System.getProperty("java.home"), "bin", "java"));
        Files.writeString(runtime.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");

        Outcome outcome = run(Map.of("JAVA_HOME", runtime.toString()), "status");

        assertThat(outcome.status()).isOne();
        assertThat(outcome.output()).contains("has no compiler, it is a runtime only: install a JDK");
    }

    @Test
    void shouldKeepItsLengthAndUseNothingNewerThanBash32() throws Exception {
        List<String> lines = Files.readAllLines(script);

        assertThat(lines).hasSizeLessThanOrEqualTo(150)
                .noneMatch(line -> line.matches(".*(mapfile|readarray|declare -A|local -A|\\|&|&>>|\\$\\{\\w+(,,|\\^\\^)).*"));
    }

    @Test
    void shouldOfferCompletionThatBashUnderstands() throws Exception {
        Outcome outcome = run(Map.of(), "completion");
        Path completion = Files.writeString(folder.resolve("completion"), outcome.output());

        Process bash = new ProcessBuilder("bash", "-c", "source '" + completion + "' && complete -p pipeline")
                .redirectErrorStream(true).start();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).contains("_complete_pipeline");
    }

    @Test
    void shouldSayThatJavaHomeIsWrong() throws Exception {
        Outcome outcome = run(Map.of("JAVA_HOME", "/nowhere"), "up");

        assertThat(outcome.status()).isOne();
        assertThat(outcome.output()).contains("JAVA_HOME is /nowhere, where no bin/java is: install a JDK");
    }

    @Test
    void shouldWorkThroughASymbolicLinkFromElsewhere() throws Exception {
        writeEnvFile("PIPELINE_AGENT_PORT=seen");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        script = Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("../pipeline"));

        Outcome outcome = run(Map.of(), "status");

        assertThat(outcome.output()).contains("PIPELINE_AGENT_PORT is 'seen'");
    }

    @Test
    void shouldRefuseToKeepItsDataAmongOtherThings() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("mine")).resolve("thesis.txt"), "dear to me");

        Outcome outcome = run(Map.of("PIPELINE_HOME", folder.resolve("mine").toString()), "reset", "--yes");

        assertThat(outcome.status()).isOne();
        assertThat(outcome.output()).contains("where other things lie");
        assertThat(folder.resolve("mine/thesis.txt")).exists();
    }

    @Test
    void shouldDeleteNothingWithoutAYes() throws Exception {
        Outcome outcome = run(Map.of(), "reset");

        assertThat(outcome.status()).isOne();
        assertThat(outcome.output()).contains("nothing was deleted");
    }

    @Test
    void shouldShowThatNothingRuns() throws Exception {
        Outcome outcome = run(freePorts(), "status");

        assertThat(outcome.status()).isOne();
        assertThat(outcome.output()).containsPattern("agent-service +stopped");
    }

    @Test
    void shouldRefuseAnUnknownCommand() throws Exception {
        Outcome outcome = run(Map.of(), "upp");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.output()).contains("'upp' is not a command");
    }

    @Test
    void shouldExplainEachCommand() throws Exception {
        for (String command : new String[] { "up", "down", "status", "logs", "research", "kpis", "demo", "bench", "smoke",
                "reset" }) {
            Outcome outcome = run(Map.of(), command, "--help");

            assertThat(outcome.status()).isZero();
            assertThat(outcome.output()).startsWith("./pipeline " + command);
            assertThat(run(Map.of(), "help", command).output()).isEqualTo(outcome.output());
        }
    }

    private record Outcome(int status, String output) {
    }
}
