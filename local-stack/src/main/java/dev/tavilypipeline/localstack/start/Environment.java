package dev.tavilypipeline.localstack.start;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** Environment variables as typed values; an empty one is not set. */
public final class Environment {

    private final Map<String, String> variables;

    public Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    public Path path(String name, Path otherwise) {
        return parsed(name, otherwise, Path::of, "a folder's path");
    }

    public int port(String name, int otherwise) {
        return parsed(name, otherwise, Environment::parsePort, "a port from 1 to 65535");
    }

    public Duration millis(String name, Duration otherwise) {
        return parsed(name, otherwise, text -> Duration.ofMillis(Long.parseLong(text)), "a whole number of milliseconds");
    }

    public double rate(String name, double otherwise) {
        return parsed(name, otherwise, Double::parseDouble, "a number from 0 to 1");
    }

    public long number(String name, long otherwise) {
        return parsed(name, otherwise, Long::parseLong, "a whole number");
    }

    private <T> T parsed(String name, T otherwise, Function<String, T> parser, String expected) {
        String text = variables.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return parser.apply(text);
        } catch (NumberFormatException | InvalidPathException e) {
            throw new SettingRefusedException(name + " is '" + text + "': set it to " + expected + ".");
        }
    }

    private static int parsePort(String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw new NumberFormatException("out of range");
        }
        return port;
    }
}
