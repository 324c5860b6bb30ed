package dev.tavilypipeline.localstack.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface. */
public final class Ports {

    // below the range of ephemeral ports: otherwise a client that reconnects to a stopped server could get the server's own
    // port and block its restart
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;

    private Ports() {
    }

    public static int free() {
        return free(1).get(0);
    }

    /** Different ports on which nothing listens at the moment. */
    public static List<Integer> free(int count) {
        List<Integer> ports = ThreadLocalRandom.current().ints(LOWEST, HIGHEST)
                .distinct()
                .limit(1_000)
                .filter(Ports::isFree)
                .limit(count)
                .boxed()
                .toList();
        if (ports.size() < count) {
            throw new StartFailedException("No free port was found from " + LOWEST + " to " + HIGHEST + ".");
        }
        return ports;
    }

    /** @throws StartFailedException if something listens on the port already */
    public static void requireFree(int port, String what) {
        if (!isFree(port)) {
            throw new StartFailedException("Port " + port + " for " + what
                    + " is in use by another process: stop that process or choose another port.");
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
