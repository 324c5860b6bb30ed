package dev.tavilypipeline.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

import dev.tavilypipeline.cli.client.Endpoints;
import dev.tavilypipeline.cli.client.JsonHttp;
import dev.tavilypipeline.cli.local.Installation;
import dev.tavilypipeline.cli.local.Settings;
import dev.tavilypipeline.cli.terminal.Terminal;

/**
 * What the commands share. Settings are read when a command asks for them: help works with a broken {@code .env} too.
 *
 * @param root the project's folder
 */
record Context(Path root, Map<String, String> environment, InputStream in, Terminal terminal) {

    Settings settings() {
        return Settings.load(root, environment);
    }

    Installation installation() {
        return new Installation(settings(), terminal);
    }

    JsonHttp http() {
        return new JsonHttp(settings().environment());
    }

    Endpoints endpoints(String host) {
        return Endpoints.on(host, settings().environment());
    }

    Endpoints endpoints() {
        return endpoints("http://localhost");
    }
}
