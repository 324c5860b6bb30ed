package dev.tavilypipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tavilypipeline.cli.terminal.Terminal;
import picocli.CommandLine;

/** The commands that the documents show exist, with these options. PipelineIT in bench runs those of the README. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("```(?:console|bash)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(#.*)|([^\\s\"']+)");

    static Stream<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (String document : List.of("README.md", "docs/running.md")) {
            Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve(document)));
            while (block.find()) {
                block.group(1).lines().map(line -> line.replaceFirst("^\\$ ", ""))
                        .filter(line -> line.startsWith("./pipeline ")).forEach(commands::add);
            }
        }
        return commands.stream().distinct();
    }

    @Test
    void shouldFindCommands() throws IOException {
        assertThat(commands().map(command -> command.split("[ \n]", -1)[1])).contains("demo", "research", "kpis", "status",
                "down",
                "up");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldUnderstand(String command) {
        List<String> words = words(command);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        CommandLine commandLine = Main.commandLine(new Context(ROOT, Map.of(), InputStream.nullInputStream(),
                new Terminal(nowhere, nowhere, false, 100)));

        CommandLine.ParseResult parsed = commandLine.parseArgs(words.subList(1, words.size()).toArray(String[]::new));

        assertThat(parsed.hasSubcommand()).isTrue();
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find() && word.group(3) == null) {
            words.add(word.group().replaceAll("[\"']", ""));
        }
        return words;
    }
}
