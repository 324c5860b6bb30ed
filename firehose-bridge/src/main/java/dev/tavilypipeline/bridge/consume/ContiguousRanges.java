package dev.tavilypipeline.bridge.consume;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.bridge.deliver.PartitionRows;

/**
 * Joins ranges of a partition that follow each other without a gap. After a rebalance there can be gaps, and an object that is
 * named by its first and last offset must contain everything between them.
 */
final class ContiguousRanges {

    private final List<List<PartitionRows>> sequences = new ArrayList<>();
    private final Map<Integer, List<PartitionRows>> lastOfPartition = new HashMap<>();

    void add(PartitionRows next) {
        List<PartitionRows> sequence = lastOfPartition.get(next.partition());
        if (sequence == null || !sequence.get(sequence.size() - 1).isFollowedBy(next)) {
            sequence = new ArrayList<>();
            sequences.add(sequence);
            lastOfPartition.put(next.partition(), sequence);
        }
        sequence.add(next);
    }

    List<PartitionRows> joined() {
        return sequences.stream().map(PartitionRows::joined).toList();
    }
}
