package dev.tavilypipeline.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tavilypipeline.cli.terminal.FailedException;

/** Reads {@code .env}: KEY=VALUE lines, which are never executed. The first value of a key counts; an empty one does not. */
final class EnvFile {

    private static final Pattern ASSIGNMENT = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern QUOTED = Pattern.compile("(?:\"([^\"]*)\"|'([^']*)')\\s*(?:#.*)?");

    private EnvFile() {
    }

    /**
     * Empty if there is no such file.
     *
     * @throws FailedException names the line that is no assignment, but does not show it: it may hold a secret
     */
    static Map<String, String> read(Path file) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return values;
        }
        int number = 0;
        for (String line : text(file).split("\r?\n", -1)) {
            number++;
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            Matcher assignment = ASSIGNMENT.matcher(content);
            if (!assignment.matches()) {
                throw new FailedException(
                        "line " + number + " of " + file + " is not KEY=VALUE: correct it or put # before it.");
            }
            String value = value(assignment.group(2));
            if (!value.isEmpty()) {
                values.putIfAbsent(assignment.group(1), value);
            }
        }
        return values;
    }

    private static String text(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(String given) {
        Matcher quoted = QUOTED.matcher(given);
        if (quoted.matches()) {
            return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
        }
        return given.startsWith("#") ? "" : given.replaceFirst("\\s#.*", "").strip();
    }
}
