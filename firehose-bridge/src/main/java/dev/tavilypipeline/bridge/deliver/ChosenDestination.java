package dev.tavilypipeline.bridge.deliver;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

import dev.tavilypipeline.bridge.deliver.aws.AwsClients;
import dev.tavilypipeline.bridge.deliver.firehose.FirehoseDestinationFactory;
import dev.tavilypipeline.bridge.deliver.firehose.FirehoseMetrics;
import dev.tavilypipeline.bridge.deliver.firehose.FirehoseSettings;
import dev.tavilypipeline.bridge.deliver.objects.LakeFolder;
import dev.tavilypipeline.bridge.deliver.objects.ObjectDestination;
import dev.tavilypipeline.bridge.deliver.objects.ObjectMetrics;
import dev.tavilypipeline.bridge.deliver.objects.S3Bucket;
import dev.tavilypipeline.bridge.deliver.objects.TopicId;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import dev.tavilypipeline.kit.start.StartOrder;
import io.quarkus.runtime.Startup;

/** The one destination that the settings name; a setting that cannot work is refused at start. */
class ChosenDestination {

    @Produces
    @ApplicationScoped
    @Startup(StartOrder.SETTINGS)
    Destination destination(DestinationSettings settings, TopicId topicId, ObjectMetrics metrics,
            FirehoseSettings firehose, FirehoseMetrics firehoseMetrics, AwsClients aws) {
        return switch (settings.destination()) {
            case LAKE -> new ObjectDestination(lake(settings.lake()), ObjectDestination.OFTEN, topicId, metrics);
            case S3 -> new ObjectDestination(bucket(settings.s3(), aws), ObjectDestination.SELDOM, topicId, metrics);
            case FIREHOSE -> FirehoseDestinationFactory.destination(firehose, aws, firehoseMetrics);
            case NONE -> new NoDestination();
        };
    }

    private static S3Bucket bucket(DestinationSettings.S3 settings, AwsClients aws) {
        String bucket = settings.bucket().orElse("").strip();
        if (bucket.isEmpty()) {
            throw new SettingRefusedException("S3_BUCKET_NAME", bucket, "name the bucket that the objects go to");
        }
        return S3Bucket.of(aws, bucket);
    }

    void close(@Disposes Destination destination) throws Exception {
        if (destination instanceof AutoCloseable open) {
            open.close();
        }
    }

    private static LakeFolder lake(DestinationSettings.Lake settings) {
        String dir = settings.dir().orElse("");
        if (dir.isBlank()) {
            throw new SettingRefusedException("PIPELINE_LAKE_DIR", dir,
                    "name the folder that the lake's objects go to; it is made if it is not there");
        }
        try {
            return new LakeFolder(Path.of(dir).toAbsolutePath(), Clock.systemUTC());
        } catch (InvalidPathException e) {
            throw new SettingRefusedException("PIPELINE_LAKE_DIR", dir, "it is not the path of a folder: " + e.getReason());
        }
    }
}
