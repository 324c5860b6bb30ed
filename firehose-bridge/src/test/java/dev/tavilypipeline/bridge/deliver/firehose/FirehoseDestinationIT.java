package dev.tavilypipeline.bridge.deliver.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterEach;

import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.bridge.deliver.DestinationContract;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.bridge.split.TestRows;
import dev.tavilypipeline.localstack.firehose.FirehoseEndpoint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class FirehoseDestinationIT extends DestinationContract {

    private final FirehoseEndpoint endpoint = new FirehoseEndpoint().start();
    private final FirehoseDestination destination = EndpointStart.destination(endpoint, new SimpleMeterRegistry());

    FirehoseDestinationIT() {
        endpoint.make("kpi-runs", "kpi-steps", "kpi-calls");
    }

    @AfterEach
    @SuppressWarnings("FutureReturnValueIgnored")
    void close() {
        new Thread(destination::close).start(); // slow, and nothing waits for it
        endpoint.close();
    }

    @Override
    protected Destination destination() {
        return destination;
    }

    @Override
    protected void assertDelivered(List<PartitionRows> batch) {
        for (PartitionRows part : batch) {
            part.rows().forEach((table, rows) -> assertThat(endpoint.lines(stream(table)))
                    .containsAll(rows.stream().map(TestRows::text).toList()));
        }
        assertThat(endpoint.limitsBroken()).isEmpty();
    }

    private static String stream(Table table) {
        return "kpi-" + table.prefix();
    }
}
