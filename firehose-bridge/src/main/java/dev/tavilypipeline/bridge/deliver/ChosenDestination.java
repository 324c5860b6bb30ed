package dev.tavilypipeline.bridge.deliver;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

import dev.tavilypipeline.bridge.deliver.aws.AwsClients;
import dev.tavilypipeline.bridge.deliver.firehose.FirehoseDestination;
import dev.tavilypipeline.bridge.deliver.firehose.FirehoseMetrics;
import dev.tavilypipeline.bridge.deliver.firehose.FirehoseSettings;
import dev.tavilypipeline.bridge.deliver.firehose.FirehoseStart;
import dev.tavilypipeline.bridge.deliver.objects.LakeFolder;
import dev.tavilypipeline.bridge.deliver.objects.ObjectDestination;
import dev.tavilypipeline.bridge.deliver.objects.ObjectMetrics;
import dev.tavilypipeline.bridge.deliver.objects.TopicId;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.quarkus.runtime.Startup;

/** The one destination that the settings name; a setting that cannot work is refused at start. */
class ChosenDestination {

    @Produces
    @ApplicationScoped
    @Startup
    Destination destination(DestinationSettings settings, TopicId topicId, ObjectMetrics metrics,
            FirehoseSettings firehose, FirehoseMetrics firehoseMetrics, AwsClients aws) {
        return switch (settings.destination()) {
            case ObjectDestination.LAKE -> new ObjectDestination(lake(settings.lake()), topicId, metrics);
            case FirehoseDestination.NAME -> FirehoseStart.destination(firehose, aws, firehoseMetrics);
            case NoDestination.NAME -> new NoDestination();
            default -> throw new SettingRefusedException("PIPELINE_DESTINATION", settings.destination(),
                    "use lake (objects in the folder PIPELINE_LAKE_DIR), firehose (the streams of FIREHOSE_STREAM_NAME) or none "
                            + "(nothing is delivered)");
        };
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
