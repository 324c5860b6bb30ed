package dev.tavilypipeline.collector.emit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

import dev.tavilypipeline.collector.projection.Envelopes;
import dev.tavilypipeline.collector.projection.Projection;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.store.Emission;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.kit.json.ContractJson;

/**
 * An envelope on its way out.
 *
 * @param again whether the same was emitted before, as by a replay
 */
public record PreparedEnvelope(Run run, RunEnvelope envelope, String json, boolean again) {

    public static PreparedEnvelope of(Run run, Instant now, boolean again) {
        RunEnvelope envelope = Envelopes.of(run, now);
        return new PreparedEnvelope(run, envelope, new String(ContractJson.write(envelope), UTF_8), again);
    }

    /** What is to be remembered of it once it is out. */
    public Emission emission() {
        return new Emission(run, Projection.VERSION, envelope.emittedAt(), json);
    }
}
