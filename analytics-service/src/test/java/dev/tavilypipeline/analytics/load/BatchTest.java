package dev.tavilypipeline.analytics.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchTest {

    private final Batch batch = new Batch();

    @Test
    void shouldBeFullByNumber() {
        for (int i = 0; i < Batch.MAX_OBJECTS; i++) {
            assertThat(batch.isFull()).isFalse();
            batch.add(object(10));
        }

        assertThat(batch.isFull()).isTrue();
    }

    @Test
    void shouldBeFullBySize() {
        batch.add(object(Batch.MAX_BYTES));

        assertThat(batch.isFull()).isTrue();
    }

    @Test
    void shouldBeEmptyOnceTaken() {
        batch.add(object(Batch.MAX_BYTES));

        assertThat(batch.take()).hasSize(1);
        assertThat(batch.isEmpty()).isTrue();
        assertThat(batch.isFull()).isFalse();
    }

    private static LakeObject object(long bytes) {
        return new LakeObject("key", "etag", bytes);
    }
}
