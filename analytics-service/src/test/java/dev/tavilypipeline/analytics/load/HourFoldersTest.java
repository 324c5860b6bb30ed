package dev.tavilypipeline.analytics.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

class HourFoldersTest {

    @Test
    void shouldBeTheLast48HoursAfterOneThatMayHaveBegunElsewhere() {
        assertThat(HourFolders.recent(Instant.parse("2026-01-02T00:59:59Z")))
                .hasSize(49)
                .startsWith("2026/01/02/01", "2026/01/02/00", "2026/01/01/23")
                .endsWith("2025/12/31/02", "2025/12/31/01")
                .doesNotHaveDuplicates();
    }
}
