package dev.tavilypipeline.kit.start;

import jakarta.interceptor.Interceptor;

/** Priorities of what observes the start. */
public final class StartOrder {

    /** Before Kafka's channels: who refuses a setting has read nothing and stands in no group. */
    public static final int SETTINGS = Interceptor.Priority.PLATFORM_BEFORE;

    private StartOrder() {
    }
}
