package dev.tavilypipeline.bench.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.localstack.firehose.Fault;
import dev.tavilypipeline.localstack.firehose.FirehoseEndpoint;
import dev.tavilypipeline.localstack.firehose.PutCall;

/**
 * A Firehose endpoint at which more than every fourth call fails in some way. It knows which rows it has accepted without an
 * answer to the client.
 */
final class FaultyFirehose implements AutoCloseable {

    private static final Map<String, String> KEYS = Map.of("runs", "run_id", "steps", "step_id", "calls", "call_id");

    private final FirehoseEndpoint endpoint = new FirehoseEndpoint().start();
    private final Random random = new Random(17);
    private final Map<String, Integer> lostAnswers = new HashMap<>();

    FaultyFirehose() {
        KEYS.keySet().forEach(table -> endpoint.make("kpi-" + table));
        endpoint.meet(this::fault);
    }

    Map<String, String> environment() {
        return Map.of("PIPELINE_DESTINATION", "firehose", "FIREHOSE_STREAM_NAME", "kpi", "PIPELINE_FIREHOSE_CALL_TIMEOUT", "3s",
                "AWS_ENDPOINT_URL", endpoint.uri().toString(), "AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test");
    }

    /** From now on every call succeeds. */
    void stopFailing() {
        endpoint.meet(call -> Fault.NONE);
    }

    private Fault fault(PutCall call) {
        Fault fault = switch (random.nextInt(25)) {
            case 0 -> new Fault.Partial(1, "InternalFailure");
            case 1 -> new Fault.Partial(500, "ServiceUnavailableException");
            case 2 -> Fault.Refusal.throttling();
            case 3 -> new Fault.Dropped(false);
            case 4 -> new Fault.Dropped(true);
            case 5 -> Fault.FailureAfterAccepting.internal();
            case 6 -> new Fault.Slow(Duration.ofSeconds(4));
            default -> Fault.NONE;
        };
        if (fault instanceof Fault.FailureAfterAccepting || fault instanceof Fault.Slow
                || fault.equals(new Fault.Dropped(true))) {
            call.records().forEach(record -> new String(record.bytes(), UTF_8).lines()
                    .forEach(row -> lostAnswers.merge(key(call.stream().substring("kpi-".length()), row), 1, Integer::sum)));
        }
        return fault;
    }

    /** How often each row was accepted, by {@code table:key}. */
    Map<String, Integer> accepted() {
        Map<String, Integer> accepted = new HashMap<>();
        KEYS.keySet().forEach(table -> endpoint.lines("kpi-" + table)
                .forEach(row -> accepted.merge(key(table, row), 1, Integer::sum)));
        return accepted;
    }

    /** How often each row was accepted without an answer, by {@code table:key}; to be called when no call is in flight. */
    Map<String, Integer> lostAnswers() {
        return lostAnswers;
    }

    List<Fault.Refusal> limitsBroken() {
        return endpoint.limitsBroken();
    }

    int calls() {
        return endpoint.calls();
    }

    private static String key(String table, String row) {
        JsonNode tree = Json.tree(row);
        return table + ":" + tree.get(KEYS.get(table)).asText();
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
