package dev.tavilypipeline.bridge.deliver.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import dev.tavilypipeline.bridge.split.Row;

/** A row as the line that it is. */
final class Lines {

    private Lines() {
    }

    static String of(Row row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            row.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(UTF_8).strip();
    }
}
