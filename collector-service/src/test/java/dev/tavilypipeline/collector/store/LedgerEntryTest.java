package dev.tavilypipeline.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.UUID;

import org.bson.Document;
import org.junit.jupiter.api.Test;

class LedgerEntryTest {

    private static final Document EMITTED = new Document("_id", UUID.randomUUID().toString())
            .append("requested_at", Date.from(Instant.EPOCH)).append("deliver", true)
            .append("emitted", new Document("revision", 13).append("steps", 3).append("calls", 2));

    @Test
    void shouldExpectOfAWarehouseWhatWasEmitted() {
        assertThat(LedgerEntry.of(new RunDocument(EMITTED), true).delivery()).isEqualTo(LedgerEntry.Delivery.EMITTED);
    }

    @Test
    void shouldExpectNothingWhereNothingIsDelivered() {
        LedgerEntry entry = LedgerEntry.of(new RunDocument(EMITTED), false);

        assertThat(entry.delivery()).isEqualTo(LedgerEntry.Delivery.NONE);
        assertThat(entry.revision()).isEqualTo(13);
    }
}
