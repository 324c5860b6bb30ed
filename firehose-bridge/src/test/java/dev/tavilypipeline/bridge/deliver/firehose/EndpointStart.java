package dev.tavilypipeline.bridge.deliver.firehose;

import dev.tavilypipeline.bridge.deliver.aws.TestClients;
import dev.tavilypipeline.localstack.firehose.FirehoseEndpoint;
import io.micrometer.core.instrument.MeterRegistry;

/** The real destination, at an endpoint on this machine. */
final class EndpointStart {

    private EndpointStart() {
    }

    static FirehoseDestination destination(FirehoseEndpoint endpoint, MeterRegistry metrics) {
        return new FirehoseDestination(TestSettings.ofStream(TestSettings.STREAM), TestClients.at(endpoint.uri()), metrics);
    }

    static FirehoseApi api(FirehoseEndpoint endpoint) {
        return FirehoseApi.of(TestSettings.ofStream(TestSettings.STREAM), TestClients.at(endpoint.uri()));
    }
}
