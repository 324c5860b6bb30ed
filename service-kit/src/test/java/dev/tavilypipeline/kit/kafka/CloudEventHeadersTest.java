package dev.tavilypipeline.kit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.kit.json.UnreadableRecordException;

class CloudEventHeadersTest {

    @Test
    void shouldWriteTheAttributesInBinaryMode() {
        Headers headers = CloudEventHeaders.of("e1:run_started", "run_started", "/agent-service",
                Instant.parse("2026-03-02T09:30:00.180Z"));

        Map<String, String> written = new HashMap<>();
        headers.forEach(header -> written.put(header.key(), new String(header.value(), UTF_8)));
        assertThat(written).containsOnly(
                entry("ce_id", "e1:run_started"),
                entry("ce_type", "dev.tavilypipeline.run_started"),
                entry("ce_source", "/agent-service"),
                entry("ce_time", "2026-03-02T09:30:00.180Z"),
                entry("ce_specversion", "1.0"),
                entry("content-type", "application/json"));
    }

    @Test
    void shouldReadTheIdThatWasWritten() {
        Headers headers = CloudEventHeaders.of("e1:run_started", "run_started", "/agent-service", Instant.EPOCH);

        assertThat(CloudEventHeaders.requireId(headers)).isEqualTo("e1:run_started");
    }

    @Test
    void shouldRefuseARecordWithoutAnId() {
        Headers none = new RecordHeaders();
        Headers nothing = new RecordHeaders().add("ce_id", null);
        Headers empty = new RecordHeaders().add("ce_id", new byte[0]);

        for (Headers headers : new Headers[] { none, nothing, empty }) {
            assertThatThrownBy(() -> CloudEventHeaders.requireId(headers))
                    .isInstanceOf(UnreadableRecordException.class)
                    .hasMessage("header 'ce_id' is missing");
        }
    }
}
