package dev.tavilypipeline.kit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

class ProfileFilesTest {

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final InstantSource clock = now::get;

    @BeforeEach
    void nameFiles() {
        System.setProperty(ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.property(), folder.resolve("c").toString());
        System.setProperty(ProfileFileSystemSetting.AWS_CONFIG_FILE.property(), folder.resolve("config").toString());
    }

    @AfterEach
    void nameThemNoMore() {
        System.clearProperty(ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.property());
        System.clearProperty(ProfileFileSystemSetting.AWS_CONFIG_FILE.property());
    }

    @Test
    void shouldFindCredentialsThatAreWrittenLaterAndChanged() throws IOException {
        ProfileCredentialsProvider provider = ProfileCredentialsProvider.builder()
                .profileFile(new ProfileFiles(clock.withZone(ZoneOffset.UTC))).profileName("default").build();
        assertThat(keyOf(provider)).isEqualTo("none");

        write("first");
        assertThat(keyOf(provider)).as("looked for too soon").isEqualTo("none");
        now.updateAndGet(time -> time.plusSeconds(11));
        assertThat(keyOf(provider)).isEqualTo("first");

        write("second");
        now.updateAndGet(time -> time.plusSeconds(11));
        assertThat(keyOf(provider)).isEqualTo("second");
    }

    private void write(String key) throws IOException {
        Files.writeString(folder.resolve("c"),
                "[default]\naws_access_key_id = " + key + "\naws_secret_access_key = not-a-secret\n");
    }

    private static String keyOf(ProfileCredentialsProvider provider) {
        try {
            return provider.resolveCredentials().accessKeyId();
        } catch (SdkClientException e) {
            return "none";
        }
    }
}
