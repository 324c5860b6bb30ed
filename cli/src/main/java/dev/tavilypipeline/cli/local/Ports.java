package dev.tavilypipeline.cli.local;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.cli.terminal.FailedException;

/** The port of each service, by the name in its variable {@code PIPELINE_NAME_PORT}. */
record Ports(Map<String, Integer> byName) {

    private static final Map<String, String> DEFAULTS = defaults();

    private static Map<String, String> defaults() {
        Map<String, String> ports = new LinkedHashMap<>();
        ports.put("ANALYTICS", "8080");
        ports.put("AGENT", "8081");
        ports.put("COLLECTOR", "8082");
        ports.put("BRIDGE", "8083");
        ports.put("KAFKA", "9092");
        ports.put("MONGODB", "27017");
        ports.put("SIMULATOR", "8090");
        return ports;
    }

    /** @throws FailedException for what is no port, and for a port that is given twice */
    static Ports from(Map<String, String> environment) {
        Map<String, Integer> byName = new LinkedHashMap<>();
        Map<Integer, String> taken = new HashMap<>();
        DEFAULTS.forEach((name, usual) -> {
            String given = environment.getOrDefault(variable(name), usual);
            if (!given.matches("[1-9][0-9]{0,4}") || Integer.parseInt(given) > 65_535) {
                throw new FailedException(variable(name) + " is '" + given + "': set it to a port from 1 to 65535.");
            }
            int port = Integer.parseInt(given);
            if (taken.putIfAbsent(port, name) != null) {
                throw new FailedException("port " + port + " is the value of " + variable(taken.get(port)) + " and of "
                        + variable(name) + ": give each a number of its own.");
            }
            byName.put(name, port);
        });
        return new Ports(byName);
    }

    static String variable(String name) {
        return "PIPELINE_" + name + "_PORT";
    }

    int of(String name) {
        return byName.get(name);
    }

    List<Integer> of(Component component) {
        return component.portNames().stream().map(byName::get).toList();
    }
}
