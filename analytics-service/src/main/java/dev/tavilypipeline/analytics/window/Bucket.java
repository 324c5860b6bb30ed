package dev.tavilypipeline.analytics.window;

import java.time.Instant;

/**
 * A part of a window in local time.
 *
 * @param start inclusive; it may be before the window's start, and then the bucket is partial
 * @param end exclusive
 * @param partial whether the window has only a part of it, or it is not over yet
 */
public record Bucket(Instant start, Instant end, boolean partial) {
}
