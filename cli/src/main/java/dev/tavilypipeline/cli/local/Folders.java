package dev.tavilypipeline.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders at once. */
final class Folders {

    private Folders() {
    }

    static void copy(Path from, Path to) throws IOException {
        for (Path each : walk(from)) {
            Files.copy(each, to.resolve(from.relativize(each).toString()));
        }
    }

    /** Does nothing if it is not there. Symbolic links are deleted and not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all = walk(folder);
        for (Path each : all.stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(each);
        }
    }

    /** The folder, then all in it, parents before children. */
    static List<Path> walk(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }
}
