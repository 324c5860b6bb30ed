package dev.tavilypipeline.analytics.proxy;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A resource of another service that the web UI needs, and what may be asked of it. */
record ProxyRoute(Pattern path, Set<String> methods, boolean isAgents) {

    private static final Set<String> READING = Set.of("GET", "HEAD");
    /** No escapes, no dot in front, no parameters: what is checked here is what the other service reads. */
    private static final String SEGMENT = "/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}";

    /** Dead letters are not sent back from here, and no path leads to metrics or settings of another service. */
    static final List<ProxyRoute> ALL = List.of(
            new ProxyRoute(Pattern.compile("/research(" + SEGMENT + "){0,2}"), Set.of("GET", "HEAD", "POST", "DELETE"), true),
            new ProxyRoute(Pattern.compile("/runs(" + SEGMENT + "){0,2}"), READING, false),
            new ProxyRoute(Pattern.compile("/ledger"), READING, false),
            new ProxyRoute(Pattern.compile("/dlq"), READING, false),
            new ProxyRoute(Pattern.compile("/replays"), Set.of("POST"), false),
            new ProxyRoute(Pattern.compile("/replays" + SEGMENT), READING, false));

    /** @param sent the path as the client has sent it, not decoded */
    boolean matches(String sent) {
        return path.matcher(sent).matches();
    }
}
