package dev.tavilypipeline.kit.http.access;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may ask this service for anything. */
@ConfigMapping(prefix = "pipeline.access")
public interface AccessSettings {

    /** {@code name:key}, several with commas. Secret. */
    Optional<String> apiKeys();

    /** {@code true} or {@code false}: whether a service without keys may listen to other machines. */
    @WithDefault("false")
    String allowAnonymous();
}
