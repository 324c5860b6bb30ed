package dev.tavilypipeline.bridge.consume;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.bridge.deliver.PartitionRows;

/**
 * Joins ranges of records that follow each other without a gap. After a rebalance they may not: a range that is named by its
 * ends must hold all that lies between them.
 */
final class ContiguousRanges {

    private final List<List<PartitionRows>> sequences = new ArrayList<>();
    private final Map<Integer, List<PartitionRows>> current = new HashMap<>();

    void add(PartitionRows next) {
        List<PartitionRows> sequence = current.get(next.partition());
        if (sequence == null || next.firstOffset() != last(sequence).lastOffset() + 1) {
            sequence = new ArrayList<>();
            sequences.add(sequence);
            current.put(next.partition(), sequence);
        }
        sequence.add(next);
    }

    List<PartitionRows> joined() {
        return sequences.stream().map(PartitionRows::joined).toList();
    }

    private static PartitionRows last(List<PartitionRows> sequence) {
        return sequence.get(sequence.size() - 1);
    }
}
