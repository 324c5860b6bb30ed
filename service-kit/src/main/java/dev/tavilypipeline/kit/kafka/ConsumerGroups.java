package dev.tavilypipeline.kit.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;

/** The consumer groups of this service, from the settings of its incoming channels. */
@ApplicationScoped
class ConsumerGroups {

    private static final Pattern GROUP = Pattern.compile("(mp\\.messaging\\.incoming\\.[^.]+)\\.group\\.id");

    private final Map<String, List<String>> topics = new HashMap<>();

    ConsumerGroups(Config config) {
        for (String name : config.getPropertyNames()) {
            Matcher group = GROUP.matcher(name);
            if (group.matches()) {
                String names = config.getOptionalValue(group.group(1) + ".topics", String.class)
                        .orElseGet(() -> config.getValue(group.group(1) + ".topic", String.class));
                topics.put(config.getValue(name, String.class), List.of(names.split("\\s*,\\s*", -1)));
            }
        }
    }

    /** The topics of each group; empty where nothing is consumed. */
    Map<String, List<String>> topics() {
        return topics;
    }
}
