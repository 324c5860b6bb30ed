package dev.tavilypipeline.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.kit.start.DestinationName;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class ChosenDestinationTest {

    @TempDir
    Path folder;

    @Test
    void shouldTakeTheLakeAndMakeNothingYet() {
        assertThat(choose(DestinationName.LAKE, folder.resolve("lake").toString()).name()).isEqualTo("lake");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldNeedNoFolderForNone() {
        assertThat(choose(DestinationName.NONE, null).name()).isEqualTo("none");
    }

    @Test
    void shouldRefuseS3WithoutABucket() {
        assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> choose(DestinationName.S3, null))
                .withMessageStartingWith("S3_BUCKET_NAME= cannot work: name the bucket that the objects go to");
    }

    @Test
    void shouldRefuseALakeWithoutAFolder() {
        assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> choose(DestinationName.LAKE, " "))
                .withMessageContaining("name the folder");
    }

    private static Destination choose(DestinationName name, String lakeDir) {
        return new ChosenDestination().destination(new Settings(name, Optional.ofNullable(lakeDir), Optional.empty()), null,
                null, null, new SimpleMeterRegistry());
    }

    private record Settings(DestinationName destination, Optional<String> lakeDir, Optional<String> s3Bucket)
            implements
                DestinationSettings {
    }
}
