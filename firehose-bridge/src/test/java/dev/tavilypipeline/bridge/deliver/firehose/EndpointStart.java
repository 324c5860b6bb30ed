package dev.tavilypipeline.bridge.deliver.firehose;

import java.net.URI;
import java.util.Optional;

import dev.tavilypipeline.bridge.deliver.aws.AwsClients;
import dev.tavilypipeline.bridge.deliver.aws.AwsSettings;
import dev.tavilypipeline.localstack.firehose.FirehoseEndpoint;
import io.micrometer.core.instrument.MeterRegistry;

/** A destination as it is in service, at an endpoint of this machine. */
final class EndpointStart {

    private EndpointStart() {
    }

    static FirehoseDestination destination(FirehoseEndpoint endpoint, MeterRegistry metrics) {
        return FirehoseStart.destination(TestSettings.ofStream(TestSettings.STREAM), clients(endpoint),
                new FirehoseMetrics(metrics));
    }

    static FirehoseApi api(FirehoseEndpoint endpoint) {
        return FirehoseStart.api(TestSettings.ofStream(TestSettings.STREAM), clients(endpoint));
    }

    private static AwsClients clients(FirehoseEndpoint endpoint) {
        // nobody looks at them, and without them nothing is signed
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        return new AwsClients(new At(Optional.of("us-east-1"), Optional.of(endpoint.uri())));
    }

    private record At(Optional<String> region, Optional<URI> endpoint) implements AwsSettings {
    }
}
