package dev.tavilypipeline.cli.snowflake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tavilypipeline.cli.terminal.FailedException;

/** SQL for Snowflake CLI with the files that it sources; placeholders are written {@code <% ctx.env.NAME %>}. */
record SetupScript(String text) {

    private static final Pattern SOURCE = Pattern.compile("!source (\\S+);");
    private static final Pattern PLACEHOLDER = Pattern.compile("<% ctx\\.env\\.(\\w+) %>");

    /** @param file relative to root, like the files that it sources */
    static SetupScript read(Path root, String file) {
        return new SetupScript(text(root.resolve(file)).lines().map(line -> {
            Matcher source = SOURCE.matcher(line);
            return source.matches() ? read(root, source.group(1)).text().stripTrailing() + "\n" : line;
        }).collect(Collectors.joining("\n", "", "\n")));
    }

    /** @throws FailedException the file is not there */
    static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (NoSuchFileException e) {
            throw new FailedException(file + " is missing: restore it.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> placeholders() {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The SQL with every placeholder that has a value replaced. */
    SetupScript with(Map<String, String> values) {
        return new SetupScript(PLACEHOLDER.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group()))));
    }

    /** Whether something looks like a placeholder and is none, or only Snowflake CLI knows the command. */
    boolean isMalformed() {
        String rest = PLACEHOLDER.matcher(text).replaceAll("");
        return rest.contains("<%") || rest.contains("%>") || rest.lines().anyMatch(line -> line.startsWith("!"));
    }
}
