package dev.tavilypipeline.kit.kafka.instance;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The consumer of a service that may have a {@code group.instance.id}. */
@ConfigMapping(prefix = "pipeline.instance")
interface InstanceSettings {

    /** The {@code group.instance.id}; each replica needs its own. */
    Optional<String> name();

    /** The environment variable that sets the name, for logs and readiness. */
    Optional<String> setting();

    /** The channel of the consumer. */
    Optional<String> channel();
}
