package dev.tavilypipeline.localstack.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The accepted records, each as often as it was accepted. */
final class Accepted {

    private final Map<String, List<PutCall.Payload>> records = new HashMap<>();

    synchronized void add(String stream, List<PutCall.Payload> accepted) {
        records.computeIfAbsent(stream, none -> new ArrayList<>()).addAll(accepted);
    }

    synchronized List<PutCall.Payload> of(String stream) {
        return List.copyOf(records.getOrDefault(stream, List.of()));
    }

    /** The lines of all records, joined without a separator as Firehose does. */
    List<String> lines(String stream) {
        StringBuilder text = new StringBuilder();
        of(stream).forEach(record -> text.append(new String(record.bytes(), UTF_8)));
        return text.toString().lines().toList();
    }

    synchronized void clear() {
        records.clear();
    }
}
