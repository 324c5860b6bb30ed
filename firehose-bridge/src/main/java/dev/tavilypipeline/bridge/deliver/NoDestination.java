package dev.tavilypipeline.bridge.deliver;

import java.time.Duration;
import java.util.List;

/** Delivers nothing and says so at once: for an installation without a warehouse. Rows are counted under this name. */
final class NoDestination implements Destination {

    static final String NAME = "none";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Pace pace() {
        return Pace.of(Duration.ofSeconds(1), 16, 32, 1);
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
