package dev.tavilypipeline.kit.aws;

import java.net.URI;
import java.util.Optional;

import dev.tavilypipeline.kit.start.Allowed;
import dev.tavilypipeline.kit.start.WebAddress;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

@ConfigMapping(prefix = "pipeline.aws")
public interface AwsSettings {

    /** Empty: the SDK finds it, in a profile or from the machine. */
    @Allowed(pattern = "\\s*[a-z]+(-[a-z0-9]+)+\\s*", fix = "name the region, such as us-east-1")
    Optional<String> region();

    /** In place of AWS's own endpoints. */
    @WithConverter(WebAddress.class)
    Optional<URI> endpoint();

    /** Used in place of AWS while there is neither an endpoint nor an access key. */
    @WithConverter(WebAddress.class)
    Optional<URI> emulator();

    /** Only whether it is set counts: the SDK finds the credentials by itself. */
    Optional<String> accessKeyId();
}
