package dev.tavilypipeline.bench.restoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Json;

/** The objects of the lake, read as plain files. */
public record Lake(Path folder) {

    /** @param table {@code runs}, {@code steps} or {@code calls} */
    public List<Path> objects(String table) {
        try (Stream<Path> files = Files.walk(folder.resolve(table))) {
            return files.filter(file -> file.toString().endsWith(".json.gz")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<JsonNode> rows(Path object) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(object)), UTF_8))) {
            return lines.lines().map(Json::tree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes all objects and folders in it. */
    void empty() {
        delete(folder, false);
    }

    /** Deletes the content of a folder, and the file or folder itself if asked for. */
    static void delete(Path path, boolean itself) {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                if (itself || !each.equals(path)) {
                    Files.delete(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
