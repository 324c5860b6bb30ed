package dev.tavilypipeline.kit.http.access;

import java.util.Set;

import dev.tavilypipeline.kit.http.PlainPath;

/**
 * The paths of a service that need no API key, because they show no data: pages, scripts, the form for the key.
 *
 * @param paths written exactly so
 * @param folders such as {@code /static}: everything below, where the path is a {@link PlainPath}
 */
public record PublicPaths(Set<String> paths, Set<String> folders) {

    /** @param path as the client has sent it, not decoded */
    boolean contains(String path) {
        return paths.contains(path)
                || (folders.stream().anyMatch(folder -> path.startsWith(folder + "/")) && PlainPath.isPlain(path));
    }
}
