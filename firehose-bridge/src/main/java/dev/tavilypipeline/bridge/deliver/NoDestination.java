package dev.tavilypipeline.bridge.deliver;

import java.time.Duration;
import java.util.List;

import dev.tavilypipeline.kit.start.DestinationName;

/** Accepts all rows and stores none: for an installation without a warehouse. Metrics count the rows under its name. */
final class NoDestination implements Destination {

    @Override
    public String name() {
        return DestinationName.NONE.text();
    }

    @Override
    public BatchPolicy batchPolicy() {
        return new BatchPolicy(Duration.ofSeconds(1), 16, 32, 1);
    }

    @Override
    public List<RejectedRow> deliver(List<PartitionRows> batch) {
        return List.of();
    }

    @Override
    public void check() {
        // nothing can fail
    }
}
