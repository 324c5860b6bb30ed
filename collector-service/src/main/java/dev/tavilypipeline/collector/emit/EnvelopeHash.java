package dev.tavilypipeline.collector.emit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

import dev.tavilypipeline.collector.assemble.Envelopes;
import dev.tavilypipeline.collector.assemble.Run;
import dev.tavilypipeline.kit.json.ContractJson;

/** Tells whether a run has changed since its envelope was emitted: a hash of its content, whenever it is emitted. */
final class EnvelopeHash {

    private EnvelopeHash() {
    }

    static String of(Run run) {
        byte[] content = ContractJson.write(Envelopes.of(run, Instant.EPOCH));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
