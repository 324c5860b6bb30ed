package dev.tavilypipeline.agent.run;

import dev.tavilypipeline.contract.RunEvent;
import io.smallrye.mutiny.Uni;

/**
 * Where facts become durable. The result completes when the fact is, however long that takes; it does not fail for a
 * reason that may pass. Facts appended one after the other may be under way at the same time.
 */
public interface FactLog {

    Uni<Void> append(RunEvent fact);
}
