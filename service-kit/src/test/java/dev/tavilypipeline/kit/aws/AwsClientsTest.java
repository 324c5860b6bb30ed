package dev.tavilypipeline.kit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class AwsClientsTest {

    private static final Optional<URI> EMULATOR = Optional.of(URI.create("http://floci:4566"));
    private static final Optional<URI> ENDPOINT = Optional.of(URI.create("http://user:secret@s3.example:9000"));
    private static final Optional<String> KEY = Optional.of("AKIAEXAMPLE");

    @Test
    void shouldUseTheEmulatorWhileThereIsNoKey() {
        assertThat(address(Optional.empty(), EMULATOR, Optional.empty())).isEqualTo("http://floci:4566");
    }

    @Test
    void shouldUseAwsAsSoonAsThereIsAKey() {
        assertThat(address(Optional.empty(), EMULATOR, KEY)).isEqualTo("the endpoint of AWS");
    }

    @Test
    void shouldPreferAnEndpointAndShowNoPassword() {
        assertThat(address(ENDPOINT, EMULATOR, Optional.empty())).isEqualTo("http://s3.example:9000");
    }

    private static String address(Optional<URI> endpoint, Optional<URI> emulator, Optional<String> key) {
        return new AwsClients(new Given(Optional.of("us-east-1"), endpoint, emulator, key)).address();
    }

    private record Given(Optional<String> region, Optional<URI> endpoint, Optional<URI> emulator, Optional<String> accessKeyId)
            implements
                AwsSettings {
    }
}
