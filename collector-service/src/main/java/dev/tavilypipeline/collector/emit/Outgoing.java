package dev.tavilypipeline.collector.emit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.kit.json.ContractJson;

/** An envelope on its way out. */
public record Outgoing(RunEnvelope envelope, String json) {

    static Outgoing of(RunEnvelope envelope) {
        return new Outgoing(envelope, new String(ContractJson.write(envelope), UTF_8));
    }
}
