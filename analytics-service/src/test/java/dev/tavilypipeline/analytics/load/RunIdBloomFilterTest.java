package dev.tavilypipeline.analytics.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;

class RunIdBloomFilterTest {

    private static final int IDS = 600_000;

    private final RunIdBloomFilter filter = new RunIdBloomFilter(3);

    @Test
    void shouldKnowEveryIdThatWasAddedAndAlmostNoOther() {
        for (int i = 0; i < IDS; i++) {
            filter.add(id(i));
        }

        int forgotten = 0;
        int taken = 0;
        for (int i = 0; i < IDS; i++) {
            forgotten += filter.mayContain(id(i)) ? 0 : 1;
            taken += filter.mayContain(id(IDS + i)) ? 1 : 0;
        }
        assertThat(forgotten).isZero();
        // expected: 1, over three slices
        assertThat(taken).isLessThan(12);
    }

    @Test
    void shouldTakeEveryIdForKnownOnceItIsFull() {
        RunIdBloomFilter small = new RunIdBloomFilter(1);
        int added = 0;
        while (!small.isFull()) {
            small.add(id(added++));
        }

        assertThat(added).isBetween(250_000, 300_000);
        assertThat(small.mayContain(id(0))).isTrue();
        assertThat(small.mayContain(id(IDS))).isTrue();
    }

    @Test
    void shouldKnowNothingAtFirst() {
        assertThat(filter.mayContain(id(1))).isFalse();
    }

    /** As ids of version 7 are, a few a millisecond: they differ in few bits. */
    private static UUID id(int i) {
        return new UUID(((0x0195_0000_0000L + i / 4) << 16) | 0x7000 | (i % 4), 0x8000_0000_0000_0000L | (i % 7));
    }
}
