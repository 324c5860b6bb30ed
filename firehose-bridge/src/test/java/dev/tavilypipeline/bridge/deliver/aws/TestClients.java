package dev.tavilypipeline.bridge.deliver.aws;

import java.net.URI;
import java.util.Optional;

import dev.tavilypipeline.kit.aws.AwsClients;
import dev.tavilypipeline.kit.aws.AwsSettings;

/** Clients as they are in service, of something on this machine. */
public final class TestClients {

    private TestClients() {
    }

    public static AwsClients at(URI endpoint) {
        // nobody looks at them, and without them nothing is signed
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        return new AwsClients(new At(Optional.of("us-east-1"), Optional.of(endpoint), Optional.empty(), Optional.empty()));
    }

    private record At(Optional<String> region, Optional<URI> endpoint, Optional<URI> emulator, Optional<String> accessKeyId)
            implements
                AwsSettings {
    }
}
