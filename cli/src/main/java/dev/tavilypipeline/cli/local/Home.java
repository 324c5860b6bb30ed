package dev.tavilypipeline.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.tavilypipeline.cli.terminal.FailedException;

/**
 * The folder that holds data, logs, process ids and the copies of the packaged modules. It is used by nothing else, so that
 * {@code reset} can delete in it.
 */
final class Home {

    private static final String MARKER = ".tavily-pipeline";

    private final Settings settings;
    private final Path folder;

    Home(Settings settings) {
        this.settings = settings;
        this.folder = settings.home();
    }

    /** @throws FailedException if other things are in it, or it cannot be written to */
    void create() {
        try {
            if (!Files.exists(folder.resolve(MARKER))) {
                if (Files.isDirectory(folder) && !isEmpty()) {
                    throw new FailedException("PIPELINE_HOME is " + folder
                            + ", where other things lie: name a new or an empty folder.");
                }
                Files.createDirectories(folder);
                Files.writeString(folder.resolve(MARKER), "Made by ./pipeline, emptied by './pipeline reset'.\n");
            }
            for (Path each : List.of(logs(), run(), settings.data(), settings.lake())) {
                Files.createDirectories(each);
            }
        } catch (IOException e) {
            throw new FailedException(folder + " cannot be written to (" + e.getMessage()
                    + "): set PIPELINE_HOME to a folder that can.", e);
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    Path folder() {
        return folder;
    }

    Path logs() {
        return folder.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    Path run() {
        return folder.resolve("run");
    }

    Path app(Component component) {
        return folder.resolve("app").resolve(component.module());
    }

    /** Deletes data, logs and copies. Returns what lies elsewhere and is left. */
    List<Path> empty() {
        try {
            for (String each : List.of("data", "logs", "app")) {
                Folders.delete(folder.resolve(each));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Stream.of(settings.data(), settings.lake(), settings.warehouse()).filter(Files::exists).toList();
    }
}
