package dev.tavilypipeline.analytics.load;

import java.nio.file.Path;

/**
 * An object of the lake, which never changes once it is there.
 *
 * @param key its path below the lake, such as {@code runs/2026/11/22/18/….json.gz}
 * @param bytes its size, compressed
 */
record LakeObject(String key, Path path, long bytes) {
}
