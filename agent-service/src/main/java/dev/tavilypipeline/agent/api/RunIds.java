package dev.tavilypipeline.agent.api;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.fasterxml.uuid.impl.NameBasedGenerator;

/** Names runs: anew each time, or always the same for the same client and idempotency key. */
final class RunIds {

    private static final UUID NAMESPACE = UUID.fromString("6f0a3c1e-5d0b-5c55-9a0e-3f1f4f7c2b11");
    private static final Duration NEW = Duration.ofMinutes(1);
    private static final int BY_NAME = 5;
    private static final int BY_TIME = 7;

    private final NoArgGenerator anew = Generators.timeBasedEpochGenerator();
    private final NameBasedGenerator byName = Generators.nameBasedGenerator(NAMESPACE);

    /**
     * @param client whose key it is: another client's equal key is another run
     * @param key null where the client gave none
     */
    UUID of(String client, IdempotencyKey key) {
        return key == null ? anew.generate() : byName.generate(client + "\n" + key.value());
    }

    /**
     * Whether a replica may have accepted the run so recently that the collector cannot show it yet. The id of a run with an
     * idempotency key does not tell its age.
     */
    static boolean mayBeNew(UUID runId, Instant now) {
        Instant created = Instant.ofEpochMilli(runId.getMostSignificantBits() >>> 16);
        return runId.version() == BY_NAME
                || (runId.version() == BY_TIME && Duration.between(created, now).abs().compareTo(NEW) < 0);
    }
}
