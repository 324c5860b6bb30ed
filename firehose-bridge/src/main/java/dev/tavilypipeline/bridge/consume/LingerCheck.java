package dev.tavilypipeline.bridge.consume;

import jakarta.enterprise.event.Observes;

import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.quarkus.runtime.StartupEvent;

/** The broker does the lingering, while the client waits for its answer. */
class LingerCheck {

    /** Well below the 30 s after which the client gives a connection up. */
    static final int LONGEST_MS = 20_000;

    void check(@Observes StartupEvent event, BatchSettings settings) {
        int lingerMs = settings.lingerMs();
        if (lingerMs < 0 || lingerMs > LONGEST_MS) {
            throw new SettingRefusedException("PIPELINE_BRIDGE_LINGER_MS", Integer.toString(lingerMs),
                    "use 0 to " + LONGEST_MS + ": Kafka's client takes a broker that answers much later for a lost one");
        }
    }
}
