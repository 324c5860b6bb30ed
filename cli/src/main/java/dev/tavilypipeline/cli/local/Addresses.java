package dev.tavilypipeline.cli.local;

import java.util.List;

/** Where a process of this machine is reached. */
final class Addresses {

    private Addresses() {
    }

    static String of(Component component, List<Integer> ports) {
        return switch (component) {
            case LOCAL_STACK -> "Kafka localhost:" + ports.get(0) + ", MongoDB localhost:" + ports.get(1)
                    + ", simulator http://localhost:" + ports.get(2);
            default -> "http://localhost:" + ports.get(0);
        };
    }
}
