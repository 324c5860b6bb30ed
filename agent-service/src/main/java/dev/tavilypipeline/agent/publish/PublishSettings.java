package dev.tavilypipeline.agent.publish;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.publish")
interface PublishSettings {

    /** How long a client waits for its job to be accepted, before it is notNegative that the outcome is unknown. */
    Duration acknowledgeWithin();
}
