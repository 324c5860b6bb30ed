package dev.tavilypipeline.agent.publish;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.publish")
interface PublishSettings {

    /** How long a client waits for its job to be accepted, before the answer is that the outcome is unknown. */
    Duration acknowledgeWithin();
}
