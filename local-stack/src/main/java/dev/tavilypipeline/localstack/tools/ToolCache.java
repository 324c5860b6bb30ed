package dev.tavilypipeline.localstack.tools;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tools that tests install once a machine, in the user's cache folder. */
public final class ToolCache {

    private ToolCache() {
    }

    @FunctionalInterface
    public interface Installation {
        void into(Path home) throws IOException;
    }

    /**
     * Installs a tool unless it is there. A lock lets two builds share the folder.
     *
     * @param name of its folder, with its version
     * @param program below that folder
     * @return the program
     */
    public static synchronized Path program(String name, String program, Installation installation) throws IOException {
        Path cache = Files.createDirectories(folder());
        Path home = cache.resolve(name);
        Path complete = home.resolve("complete");
        try (FileChannel untilClosed = FileChannel.open(cache.resolve(name + ".lock"), CREATE, WRITE)) {
            untilClosed.lock();
            if (!Files.exists(complete) || !Files.isExecutable(home.resolve(program))) {
                installation.into(home);
                Files.deleteIfExists(complete);
                Files.createFile(complete);
            }
        }
        return home.resolve(program);
    }

    private static Path folder() {
        String configured = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        return (configured.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(configured))
                .resolve("tavily-data-pipeline");
    }
}
