package dev.tavilypipeline.bridge.deliver;

import java.util.List;

class NoDestinationTest extends DestinationContract {

    private final Destination destination = new NoDestination();

    @Override
    protected Destination destination() {
        return destination;
    }

    @Override
    protected void assertDelivered(List<PartitionRows> batch) {
        // there is no place to look at
    }
}
