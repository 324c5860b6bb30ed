package dev.tavilypipeline.bridge.deliver;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

import dev.tavilypipeline.bridge.deliver.firehose.FirehoseDestination;
import dev.tavilypipeline.bridge.deliver.firehose.FirehoseSettings;
import dev.tavilypipeline.bridge.deliver.objects.LakeDestination;
import dev.tavilypipeline.bridge.deliver.objects.S3Destination;
import dev.tavilypipeline.bridge.deliver.objects.TopicId;
import dev.tavilypipeline.kit.aws.AwsClients;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import dev.tavilypipeline.kit.start.StartOrder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;

/** The one destination that the settings name; a setting that cannot work is refused at start. */
class ChosenDestination {

    @Produces
    @ApplicationScoped
    @Startup(StartOrder.SETTINGS)
    Destination destination(DestinationSettings settings, TopicId topicId, FirehoseSettings firehose, AwsClients aws,
            MeterRegistry registry) {
        return switch (settings.destination()) {
            case LAKE -> new LakeDestination(folder(settings.lakeDir()), Clock.systemUTC(), topicId, registry);
            case S3 -> S3Destination.of(aws, given("S3_BUCKET_NAME", settings.s3Bucket(),
                    "name the bucket that the objects go to").strip(), topicId, registry);
            case FIREHOSE -> new FirehoseDestination(firehose, aws, registry);
            case NONE -> new NoDestination();
        };
    }

    void close(@Disposes Destination destination) throws IOException {
        destination.close();
    }

    private static Path folder(Optional<String> setting) {
        String dir = given("PIPELINE_LAKE_DIR", setting,
                "name the folder that the lake's objects go to; it is made if it is not there");
        try {
            return Path.of(dir).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new SettingRefusedException("PIPELINE_LAKE_DIR", dir, "it is not the path of a folder: " + e.getReason());
        }
    }

    private static String given(String variable, Optional<String> setting, String fix) {
        return setting.filter(value -> !value.isBlank())
                .orElseThrow(() -> new SettingRefusedException(variable, setting.orElse(""), fix));
    }
}
