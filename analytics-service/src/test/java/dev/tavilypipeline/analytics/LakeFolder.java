package dev.tavilypipeline.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import dev.tavilypipeline.kit.json.ContractJson;

/** A lake to load from, written as the bridge writes it: aside, then renamed. */
public record LakeFolder(Path root) {

    /** @param key such as {@code runs/2026/11/22/18/x-0-0-9.json.gz} */
    public void put(String key, List<?> rows) {
        putBytes(key, gzip(rows));
    }

    public void putBytes(String key, byte[] bytes) {
        try {
            Path object = root.resolve(key);
            Files.createDirectories(object.getParent());
            Path aside = object.resolveSibling(object.getFileName() + ".tmp");
            Files.write(aside, bytes);
            Files.move(aside, object, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] gzip(List<?> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            for (Object row : rows) {
                out.write(row instanceof String line ? line.getBytes(UTF_8)
                        : ContractJson.write(row));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
