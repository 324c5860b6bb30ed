package dev.tavilypipeline.bench.kpis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.facts.SyntheticEnvelope;
import dev.tavilypipeline.bench.harness.Json;

/** A folder into which objects are put as the bridge does. */
final class Lake {

    /** In the order in which the loader looks at them. */
    static final Map<String, String> FOLDERS = Map.of("calls", "api_calls", "steps", "run_steps", "runs", "agent_run");

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC);

    private final Path root;
    private int next;

    Lake(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** The rows of these envelopes, in one object of each table. */
    void put(List<SyntheticEnvelope> envelopes) {
        List<JsonNode> all = envelopes.stream().map(envelope -> Json.tree(new String(envelope.json(), UTF_8))).toList();
        Instant at = envelopes.get(0).at();
        int number = next++;
        for (String folder : List.of("calls", "steps", "runs")) {
            put(folder + "/" + HOUR.format(at) + "/bench-0-" + number + "-" + number + ".json.gz", all, FOLDERS.get(folder));
        }
    }

    private void put(String key, List<JsonNode> envelopes, String field) {
        Path object = root.resolve(key);
        Path aside = object.resolveSibling(object.getFileName() + ".tmp");
        try {
            Files.createDirectories(object.getParent());
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(aside), 64 * 1024)) {
                for (JsonNode envelope : envelopes) {
                    JsonNode rows = envelope.get(field);
                    for (JsonNode row : rows.isArray() ? rows : List.of(rows)) {
                        out.write(row.toString().getBytes(UTF_8));
                        out.write('\n');
                    }
                }
            }
            Files.move(aside, object, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
