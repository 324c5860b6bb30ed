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

    /** How many attempts to sign in may fail in a minute. */
    @Allowed(from = "1", fix = "give a number of 1 or more")
    int failures();

    /** How many of them may come from one address. */
    @Allowed(from = "1", fix = "give a number of 1 or more")
    int failuresPerAddress();

    /**
     * {@code PIPELINE_TRUST_FORWARDED_FOR}: whether the address of a client is what {@code X-Forwarded-For} says. The platform
     * acts on it.
     */
    boolean trustForwardedFor();
}
