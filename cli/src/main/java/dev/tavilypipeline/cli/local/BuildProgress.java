package dev.tavilypipeline.cli.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tavilypipeline.cli.terminal.Terminal;

/** Shows which module Maven builds: redrawn on a terminal, a line for each module elsewhere. */
final class BuildProgress {

    private static final Pattern MODULE = Pattern.compile("\\[INFO] Building ([a-z-]+) .*(\\[\\d+/\\d+])");

    private final Path log;
    private final Terminal terminal;
    private String shown = "";

    BuildProgress(Path log, Terminal terminal) {
        this.log = log;
        this.terminal = terminal;
    }

    void show(long seconds) throws IOException {
        String module = module();
        if (terminal.live()) {
            terminal.draw(List.of("  " + seconds + " s  " + module));
        } else if (!module.equals(shown)) {
            terminal.note("  " + seconds + " s  " + module);
        }
        shown = module;
    }

    private String module() throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.map(MODULE::matcher).filter(Matcher::matches).map(line -> line.group(2) + " " + line.group(1))
                    .reduce("", (before, after) -> after);
        }
    }
}
