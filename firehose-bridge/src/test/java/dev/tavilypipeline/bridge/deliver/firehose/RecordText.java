package dev.tavilypipeline.bridge.deliver.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import dev.tavilypipeline.bridge.split.Row;

/** What a record says, as Firehose has to get it. */
final class RecordText {

    private RecordText() {
    }

    static String of(PutRequest.FirehoseRecord record) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            for (Row row : record.rows()) {
                row.writeTo(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(UTF_8);
    }
}
