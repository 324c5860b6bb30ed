package dev.tavilypipeline.collector.store;

import dev.tavilypipeline.collector.assemble.Run;
import dev.tavilypipeline.contract.RunEnvelope;

/**
 * What came of looking at a marked run.
 *
 * @param token of the mark that was seen; the outcome is dropped if another has taken its place
 * @param run its summary is what lists show from now on
 * @param done whether the mark can go
 * @param emission null if no envelope was emitted
 */
public record Settled(String token, Run run, boolean done, Emission emission) {

    /** @param hash of the envelope's content, without the time of emission */
    public record Emission(RunEnvelope envelope, String hash) {
    }
}
