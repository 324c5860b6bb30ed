package dev.tavilypipeline.bridge.deliver;

import java.time.Duration;
import java.util.List;

import dev.tavilypipeline.kit.start.DestinationName;

/** Delivers nothing and says so at once: for an installation without a warehouse. Rows are counted under this name. */
final class NoDestination implements Destination {

    @Override
    public String name() {
        return DestinationName.NONE.text();
    }

    @Override
    public BatchPolicy pace() {
        return BatchPolicy.of(Duration.ofSeconds(1), 16, 32, 1);
    }

    @Override
    public List<RefusedRow> deliver(List<PartitionRows> batch) {
        return List.of(); // read and counted; that is all
    }

    @Override
    public void check() {
        // nothing that could fail
    }
}
