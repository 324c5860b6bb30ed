package dev.tavilypipeline.bridge.deliver.firehose;

import java.time.Clock;

import dev.tavilypipeline.bridge.deliver.aws.AwsClients;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClientBuilder;

/** Makes the destination from the settings and refuses settings that cannot work. Sends nothing to AWS yet. */
public final class FirehoseDestinationFactory {

    private FirehoseDestinationFactory() {
    }

    public static FirehoseDestination destination(FirehoseSettings settings, AwsClients aws, FirehoseMetrics metrics) {
        StreamNames names = StreamNames.of(settings);
        return new FirehoseDestination(api(settings, aws), names, settings, metrics, Clock.systemUTC());
    }

    static FirehoseApi api(FirehoseSettings settings, AwsClients aws) {
        FirehoseAsyncClientBuilder builder = FirehoseAsyncClient.builder();
        // the SDK's own retries would send accepted records again
        builder.overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry())
                .addExecutionInterceptor(new FirehoseBodyInterceptor())
                .apiCallTimeout(settings.callTimeout()));
        return new FirehoseApi(aws.build(builder), aws.address());
    }
}
