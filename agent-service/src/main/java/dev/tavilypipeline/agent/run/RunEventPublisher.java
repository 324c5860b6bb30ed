package dev.tavilypipeline.agent.run;

import dev.tavilypipeline.contract.RunEvent;
import io.smallrye.mutiny.Uni;

/**
 * Makes facts durable. The result completes when the fact is durable, however long that takes; it does not fail for a transient
 * reason. Several facts may be in flight at the same time, and keep their order.
 */
public interface RunEventPublisher {

    /** @param traceparent of the execution that writes the fact; null if it is not traced */
    Uni<Void> publish(RunEvent fact, String traceparent);
}
