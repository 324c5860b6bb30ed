package dev.tavilypipeline.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bridge.Envelopes;
import dev.tavilypipeline.bridge.split.EnvelopeSplitter;
import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.kit.json.ContractJson;

class PartitionRowsTest {

    @Test
    void shouldJoinRangesThatFollowEachOtherUnderTheTimestampOfTheFirst() {
        assertThat(joined(rows(3, 10, 12), rows(4, 13, 13), rows(3, 13, 14))).satisfiesExactly(
                range -> {
                    assertThat(range)
                            .extracting(PartitionRows::partition, PartitionRows::firstOffset, PartitionRows::lastOffset,
                                    PartitionRows::firstTimestamp)
                            .containsExactly(3, 10L, 14L, Instant.ofEpochMilli(10));
                    assertThat(range.rows().get(Table.RUNS)).hasSize(2);
                    assertThat(range.rows().get(Table.STEPS)).hasSize(6);
                },
                range -> assertThat(range.partition()).isEqualTo(4));
    }

    @Test
    void shouldNotJoinRangesThatOverlapOrHaveAGap() {
        assertThat(joined(rows(3, 10, 12), rows(3, 11, 14), rows(3, 20, 21)))
                .extracting(PartitionRows::firstOffset, PartitionRows::lastOffset)
                .containsExactly(tuple(10, 12), tuple(11, 14), tuple(20, 21));
    }

    private static Tuple tuple(long first, long last) {
        return Tuple.tuple(first, last);
    }

    private static List<PartitionRows> joined(PartitionRows... parts) {
        return PartitionRows.joined(List.of(parts));
    }

    private static PartitionRows rows(int partition, long first, long last) {
        return PartitionRows.of(partition, first, last, Instant.ofEpochMilli(first),
                new EnvelopeSplitter().split(partition, first, ContractJson.write(Envelopes.withCalls(1))).rows());
    }
}
