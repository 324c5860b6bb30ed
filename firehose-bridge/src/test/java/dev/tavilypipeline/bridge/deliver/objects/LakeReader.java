package dev.tavilypipeline.bridge.deliver.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads a lake folder as anyone would who knows nothing of the bridge. */
public final class LakeReader {

    private final Path root;

    public LakeReader(Path root) {
        this.root = root;
    }

    /** The names of all objects of a table, in order. */
    public List<String> objects(String prefix) throws IOException {
        Path folder = root.resolve(prefix);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> root.relativize(file).toString()).sorted().toList();
        }
    }

    /** The lines of all objects of a table. */
    public List<String> rows(String prefix) throws IOException {
        List<String> rows = new ArrayList<>();
        for (String object : objects(prefix)) {
            rows.addAll(lines(object));
        }
        return rows;
    }

    List<String> lines(String object) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(root.resolve(object)))) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }
}
