package dev.tavilypipeline.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.kit.start.DestinationName;
import dev.tavilypipeline.kit.start.SettingRefusedException;

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
        return new ChosenDestination().destination(new Settings(name, new LakeSettings(Optional.ofNullable(lakeDir))), null,
                null, null, null, null);
    }

    private record Settings(DestinationName destination, DestinationSettings.Lake lake) implements DestinationSettings {

        @Override
        public S3 s3() {
            return Optional::empty;
        }
    }

    private record LakeSettings(Optional<String> dir) implements DestinationSettings.Lake {
    }
}
