package dev.tavilypipeline.bridge.deliver.aws;

import java.net.URI;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.aws")
public interface AwsSettings {

    /** Empty: as the SDK finds it, in a profile or from the machine. */
    Optional<String> region();

    /** Of something that stands in for AWS. */
    Optional<URI> endpoint();
}
