package dev.tavilypipeline.cli.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.tavilypipeline.cli.terminal.FailedException;

/** Finds out before a start whether another program listens at one of the ports. */
final class PortCheck {

    private static final int CONNECT_MILLIS = 1000;

    private final Settings settings;

    PortCheck(Settings settings) {
        this.settings = settings;
    }

    /** @throws FailedException names the port, who holds it where the system tells, and the setting to change */
    void requireFree(Component component) {
        for (String name : component.portNames()) {
            int port = settings.ports().of(name);
            if (isTaken(settings.host(component), port)) {
                throw new FailedException("port " + port + " for " + component.module() + " is in use" + holder(port)
                        + ": stop that, or set " + Ports.variable(name) + " to a free port.");
            }
        }
    }

    private static boolean isTaken(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String holder(int port) {
        try {
            Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String pid = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).lines().findFirst()
                    .orElse("");
            return pid.isEmpty() ? "" : " by process " + pid + commandOf(Long.parseLong(pid));
        } catch (IOException e) {
            return ""; // lsof is not installed
        }
    }

    private static String commandOf(long pid) {
        Optional<String> command = ProcessHandle.of(pid).flatMap(process -> process.info().commandLine());
        return command.map(line -> " (" + line.substring(0, Math.min(60, line.length())) + "…)").orElse("");
    }
}
