package dev.tavilypipeline.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.localstack.start.Ports;

/**
 * {@code ./pipeline} on the packaged services, on free ports and with a folder of its own: the commands of the README in their
 * order, and then the rest. The project's folder has a blank in its name and none of the developer's own {@code .env}.
 */
class PipelineIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(8);
    private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path temporary;
    private Path project;
    private Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> outputs = new HashMap<>();

    @BeforeEach
    void prepare() throws IOException {
        Path root = Service.projectRoot();
        project = Files.createDirectory(temporary.resolve("the project"));
        home = temporary.resolve("home");
        try (Stream<Path> entries = Files.list(root)) {
            for (Path entry : entries.filter(each -> isPartOfTheProject(each.getFileName().toString())).toList()) {
                Files.createSymbolicLink(project.resolve(entry.getFileName()), entry);
            }
        }
        Files.copy(root.resolve("pipeline"), project.resolve("pipeline"));
        List<Integer> ports = Ports.free(7);
        for (String name : List.of("ANALYTICS", "AGENT", "COLLECTOR", "BRIDGE", "KAFKA", "MONGODB", "SIMULATOR")) {
            environment.put("PIPELINE_" + name + "_PORT", ports.get(environment.size()).toString());
        }
        environment.put("PIPELINE_HOME", home.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PIPELINE_START_TIMEOUT", "240");
    }

    private static boolean isPartOfTheProject(String name) {
        return !List.of(".env", ".git", ".pipeline", "target", "pipeline").contains(name);
    }

    @AfterEach
    void stop() throws Exception {
        run("./pipeline down");
    }

    @Test
    void shouldRunTheCommandsOfTheReadmeAndStartAgainAndEmptyItsFolder() throws Exception {
        for (String command : readmeCommands()) {
            Outcome outcome = run(command);
            assertThat(outcome.status()).as(command + "\n" + outcome.output()).isZero();
        }
        assertThat(output("./pipeline status")).containsPattern("agent-service +ready");
        assertThat(output("./pipeline research")).contains("OpenAI · ", "Tesla · ", "success");
        assertThat(output("./pipeline down")).contains("Nothing runs any more");

        shouldLetASecondUpWait();

        assertThat(run("./pipeline smoke").output()).contains("ok  the warehouse has all of it");
        assertThat(run("./pipeline research --json 'No such company 4711'").status()).isOne();
        assertThat(run("./pipeline logs collector-service -n 5").status()).isZero();

        shouldNotBuildOverWhatRuns();
        assertThat(run("./pipeline down").status()).isZero();
        shouldLeaveNothingRunningAfterCtrlC();

        assertThat(run("./pipeline reset --yes").status()).isZero();
        Outcome status = run("./pipeline status");
        assertThat(status.status()).isOne();
        assertThat(status.output().lines().skip(1)).hasSize(5).allMatch(line -> line.contains(" stopped "));
        assertThat(home.resolve("data")).doesNotExist();
        assertThat(home.resolve("logs")).doesNotExist();
    }

    private void shouldLetASecondUpWait() throws Exception {
        Process one = start("./pipeline up", temporary.resolve("one"));
        Process other = start("./pipeline up", temporary.resolve("other"));
        await("both calls have ended").atMost(TIMEOUT).until(() -> !one.isAlive() && !other.isAlive());

        String said = Files.readString(temporary.resolve("one")) + Files.readString(temporary.resolve("other"));
        assertThat(one.exitValue()).as(said).isZero();
        assertThat(other.exitValue()).as(said).isZero();
        assertThat(said).containsOnlyOnce("Waiting for another ./pipeline").containsOnlyOnce("Starting local-stack");
    }

    private void shouldNotBuildOverWhatRuns() throws Exception {
        Path sources = project.resolve("sql");
        Path link = Files.readSymbolicLink(sources);
        Files.delete(sources);
        Files.writeString(Files.createDirectory(sources).resolve("newer.sql"), "-- newer than what runs");

        Outcome outcome = run("./pipeline up");

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("Sources are newer than what runs", "All is ready")
                .doesNotContain("Building", "Starting");
        Files.delete(sources.resolve("newer.sql"));
        Files.delete(sources);
        Files.createSymbolicLink(sources, link);
    }

    private void shouldLeaveNothingRunningAfterCtrlC() throws Exception {
        Path said = temporary.resolve("interrupted");
        Process up = start("exec ./pipeline up", said);
        await("processes are started").atMost(TIMEOUT).pollInterval(Duration.ofMillis(100))
                .until(() -> Files.readString(said).contains("Starting local-stack") && !processesOfTheProject().isEmpty());

        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(up.pid())).start().waitFor()).isZero();
        await("the call has ended").atMost(TIMEOUT).until(() -> !up.isAlive());

        assertThat(up.exitValue()).isEqualTo(130);
        assertThat(Files.readString(said)).contains("Stopping what this call has started").doesNotContain("All is ready");
        assertThat(processesOfTheProject()).isEmpty();
    }

    /** The services are started from copies in the folder of the installation. */
    private List<String> processesOfTheProject() {
        return ProcessHandle.allProcesses().flatMap(each -> each.info().commandLine().stream())
                .filter(line -> line.contains(home.toString())).toList();
    }

    private static List<String> readmeCommands() throws IOException {
        List<String> commands = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(Service.projectRoot().resolve("README.md")));
        while (block.find()) {
            block.group(1).lines().filter(line -> line.startsWith("$ ./pipeline ")).map(line -> line.substring(2))
                    .forEach(commands::add);
        }
        return commands;
    }

    /** What the last command that starts so has printed. */
    private String output(String command) {
        return outputs.entrySet().stream().filter(entry -> entry.getKey().startsWith(command)).findFirst().orElseThrow()
                .getValue();
    }

    private Outcome run(String command) throws Exception {
        Path output = Files.createTempFile(temporary, "output", ".txt");
        Process process = start(command, output);
        await(command + " has ended").atMost(TIMEOUT).until(() -> !process.isAlive());
        outputs.put(command, Files.readString(output));
        return new Outcome(process.exitValue(), outputs.get(command));
    }

    private Process start(String command, Path output) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", command).directory(project.toFile());
        shell.environment().keySet().removeIf(name -> name.startsWith("PIPELINE_") || name.endsWith("_API_KEY")
                || name.equals("MONGODB_URI"));
        shell.environment().putAll(environment);
        return shell.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    private record Outcome(int status, String output) {
    }
}
