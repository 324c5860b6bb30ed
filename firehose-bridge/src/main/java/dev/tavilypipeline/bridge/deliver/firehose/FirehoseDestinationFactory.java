package dev.tavilypipeline.bridge.deliver.firehose;

import java.time.Clock;
import java.util.function.DoublePredicate;

import dev.tavilypipeline.bridge.deliver.aws.AwsClients;
import dev.tavilypipeline.kit.start.PositiveTime;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClientBuilder;

/** Makes the destination out of settings; what cannot work is refused. Nothing is asked of AWS yet. */
public final class FirehoseDestinationFactory {

    private FirehoseDestinationFactory() {
    }

    public static FirehoseDestination destination(FirehoseSettings settings, AwsClients aws, FirehoseMetrics metrics) {
        StreamNames names = StreamNames.of(settings);
        require("PIPELINE_FIREHOSE_RECORDS_PER_SECOND", settings.recordsPerSecond(), value -> value >= 1, "use 1 or more");
        require("PIPELINE_FIREHOSE_CALLS_PER_SECOND", settings.callsPerSecond(), value -> value >= 1, "use 1 or more");
        require("PIPELINE_FIREHOSE_MIB_PER_SECOND", settings.mibPerSecond(), value -> value >= 0.1, "use 0.1 or more");
        require("PIPELINE_FIREHOSE_CALLS_AT_ONCE", settings.callsAtOnce(), value -> value >= 1 && value <= 64, "use 1 to 64");
        PositiveTime.require("PIPELINE_FIREHOSE_CALL_TIMEOUT", settings.callTimeout(), "30s");
        return new FirehoseDestination(api(settings, aws), names, settings, metrics, Clock.systemUTC());
    }

    static FirehoseApi api(FirehoseSettings settings, AwsClients aws) {
        FirehoseAsyncClientBuilder builder = FirehoseAsyncClient.builder();
        // the SDK's own retries would send the records again that were accepted
        builder.overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry())
                .addExecutionInterceptor(new FirehoseBodyInterceptor())
                .apiCallTimeout(settings.callTimeout()));
        return new FirehoseApi(aws.build(builder));
    }

    private static void require(String variable, double value, DoublePredicate rule, String mend) {
        if (!rule.test(value)) {
            throw new SettingRefusedException(variable, Double.toString(value), mend);
        }
    }
}
