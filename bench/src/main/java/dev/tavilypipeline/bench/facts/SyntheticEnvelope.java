package dev.tavilypipeline.bench.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.apache.kafka.clients.producer.ProducerRecord;

import dev.tavilypipeline.contract.Topics;

/**
 * An envelope such as the collector emits, with {@value #ROWS} rows in about 4 KB. It is written as text, so that it shares no
 * code with the services.
 *
 * @param number different for each run
 */
public record SyntheticEnvelope(int number, Instant at) {

    public SyntheticEnvelope {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    public static final int ROWS = 8;

    private static final List<String> STEPS = List.of("search_overview", "search_competitors", "summarize");

    public String runId() {
        return id(0);
    }

    public ProducerRecord<byte[], byte[]> toRecord() {
        return RecordSender.record(Topics.RUN_ENVELOPES, UUID.fromString(runId()), runId() + ":13", "run_envelope", at, json());
    }

    /** The key of each row, as {@code table:key}. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>(ROWS);
        keys.add("runs:" + runId());
        STEPS.forEach(step -> keys.add("steps:" + runId() + ":" + step));
        for (int call = 1; call <= 4; call++) {
            keys.add("calls:" + id(call));
        }
        return keys;
    }

    public byte[] json() {
        StringBuilder json = new StringBuilder(4096);
        json.append("{\"run_id\":\"").append(runId()).append("\",\"revision\":13,\"emitted_at\":\"").append(at)
                .append("\",\"agent_run\":");
        run(json);
        json.append(",\"run_steps\":[");
        for (int i = 0; i < STEPS.size(); i++) {
            json.append(i == 0 ? "" : ",");
            step(json, STEPS.get(i));
        }
        json.append("],\"api_calls\":[");
        for (int call = 1; call <= 4; call++) {
            json.append(call == 1 ? "" : ",");
            call(json, call);
        }
        return json.append("]}").toString().getBytes(UTF_8);
    }

    private void run(StringBuilder json) {
        json.append("{\"run_id\":\"").append(runId()).append("\",\"company_name\":\"Company ").append(number % 5_000)
                .append("\",\"industry\":\"Industrials\",\"status\":\"success\",\"started_at\":\"").append(at)
                .append("\",\"completed_at\":\"").append(at).append("\",\"total_latency_ms\":").append(1_000 + number % 977)
                .append(".5,\"total_api_calls\":4,\"error_message\":null,\"query\":\"Company ").append(number % 5_000)
                .append("\",\"requested_at\":\"").append(at).append("\",\"requested_by\":\"bench\",\"total_steps\":3,")
                .append("\"total_credits\":2,\"total_input_tokens\":1800,\"total_output_tokens\":").append(number % 211)
                .append(",\"cost_usd\":0.01652100,\"price_version\":\"2026-01\",\"error_type\":null,\"source_count\":10,")
                .append("\"attempt\":1,\"retry_of\":null,\"missing_facts\":0,\"agent_version\":\"1.0.0\",\"simulated\":true,")
                .append("\"unpriced_calls\":0");
        versions(json);
    }

    private void step(StringBuilder json, String step) {
        json.append("{\"step_id\":\"").append(runId()).append(':').append(step).append("\",\"run_id\":\"").append(runId())
                .append("\",\"step_name\":\"").append(step).append("\",\"status\":\"success\",\"latency_ms\":")
                .append(200 + number % 577).append(".25,\"error_message\":null,\"started_at\":\"").append(at)
                .append("\",\"error_type\":null");
        ofRun(json);
        versions(json);
    }

    private void call(StringBuilder json, int call) {
        json.append("{\"call_id\":\"").append(id(call)).append("\",\"run_id\":\"").append(runId())
                .append("\",\"query_used\":\"Company ").append(number % 5_000)
                .append(" competitors market\",\"results_returned\":5,\"latency_ms\":").append(150 + number % 613)
                .append(".75,\"called_at\":\"").append(at).append("\",\"step_id\":\"").append(runId()).append(':')
                .append(STEPS.get(call % 3)).append("\",\"execution_id\":\"").append(id(9))
                .append("\",\"provider\":\"tavily-simulator\",\"operation\":\"search\",\"status\":\"success\",")
                .append("\"http_status\":200,\"attempt\":1,\"cache_hit\":false,\"credits\":1,\"cost_usd\":0.00800000,")
                .append("\"error_type\":null");
        ofRun(json);
        versions(json);
    }

    private void ofRun(StringBuilder json) {
        json.append(",\"requested_at\":\"").append(at).append("\",\"simulated\":true");
    }

    private void versions(StringBuilder json) {
        json.append(",\"revision\":13,\"projection_version\":3,\"emitted_at\":\"").append(at).append("\"}");
    }

    private String id(int entity) {
        long scattered = (number * 100L + entity) * 0x9E37_79B9_7F4A_7C15L;
        return new UUID((0x0195_0000_0000L + number) << 16 | 0x7000 | entity, scattered >>> 2 | 0x8000_0000_0000_0000L)
                .toString().toLowerCase(Locale.ROOT);
    }
}
