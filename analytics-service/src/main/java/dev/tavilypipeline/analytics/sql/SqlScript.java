package dev.tavilypipeline.analytics.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A file under {@code sql/}, as it is packaged with the service. */
public record SqlScript(String text) {

    public static SqlScript of(String path) {
        String resource = "/sql/" + path;
        try (InputStream in = SqlScript.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the service was packaged without " + resource);
            }
            return new SqlScript(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String withoutComments() {
        return text.lines()
                .map(line -> line.replaceFirst("--.*$", "").stripTrailing())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** No statement of ours has a semicolon within. */
    public List<String> statements() {
        return Arrays.stream(withoutComments().split(";", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }
}
