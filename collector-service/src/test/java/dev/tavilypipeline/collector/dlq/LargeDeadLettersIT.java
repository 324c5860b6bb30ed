package dev.tavilypipeline.collector.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.contract.Topics;

/** Three times as many bytes wait as the heap of the process holds that lists and redrives them. */
class LargeDeadLettersIT {

    private static final int WAITING = 40;
    private static final int BYTES = 3_000_000;

    private static final Random RANDOM = new Random(5);
    private static final List<UUID> VALUES = new ArrayList<>();
    private static DeadLetterTopics topics;

    @BeforeAll
    static void fill() throws InterruptedException {
        topics = DeadLetterTopics.start();
        for (int number = 0; number < WAITING; number++) {
            byte[] value = new byte[BYTES];
            RANDOM.nextBytes(value);
            VALUES.add(UUID.nameUUIDFromBytes(value));
            // half of them in one partition, half in all
            topics.write(Topics.RUN_EVENTS, number, number % 2 == 0 ? "same" : "key " + number, value, Map.of());
        }
    }

    @AfterAll
    static void stop() {
        topics.close();
    }

    @Test
    void shouldListMoreThanTheHeapHolds() throws Exception {
        assertThat(SmallHeap.list(topics.bootstrapServers(), topics.mongo().uri())).isEqualTo(Integer.toString(WAITING));
    }

    @Test
    void shouldSendBackMoreThanTheHeapHolds() throws Exception {
        assertThat(SmallHeap.redrive(topics.bootstrapServers(), topics.mongo().uri())).contains("redriven=" + WAITING,
                "left=0");

        assertThat(topics.read(Topics.RUN_EVENTS, record -> UUID.nameUUIDFromBytes(record.value())))
                .containsExactlyInAnyOrderElementsOf(VALUES);
    }
}
