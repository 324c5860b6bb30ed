package dev.tavilypipeline.analytics.session;

import java.time.Duration;

import dev.tavilypipeline.kit.start.Allowed;
import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.session")
interface SessionSettings {

    /** {@code PIPELINE_SESSION_LIFETIME}: how long a browser is signed in. */
    @Allowed(from = "1m", to = "720h", fix = "give a time from 1m to 720h, such as 12h")
    Duration lifetime();

    /** {@code PIPELINE_SESSION_SECURE_COOKIE}: whether the browser returns the cookie over https only, whatever it came by. */
    boolean secureCookie();
}
