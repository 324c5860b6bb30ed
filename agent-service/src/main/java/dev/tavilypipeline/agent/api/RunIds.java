package dev.tavilypipeline.agent.api;

import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.fasterxml.uuid.impl.NameBasedGenerator;

import dev.tavilypipeline.kit.http.ProblemException;

/** Names runs: anew each time, or always the same for the same client and idempotency key. */
final class RunIds {

    static final String KEY_HEADER = "Idempotency-Key";

    private static final UUID NAMESPACE = UUID.fromString("6f0a3c1e-5d0b-5c55-9a0e-3f1f4f7c2b11");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E][\\x20-\\x7E]{0,254}");

    private final NoArgGenerator anew = Generators.timeBasedEpochGenerator();
    private final NameBasedGenerator byName = Generators.nameBasedGenerator(NAMESPACE);

    /**
     * @param client whose key it is: another client's equal key is another run
     * @param idempotencyKey null where the client gave none
     */
    UUID of(String client, String idempotencyKey) {
        if (idempotencyKey == null) {
            return anew.generate();
        }
        if (!KEY.matcher(idempotencyKey).matches()) {
            throw ProblemException.badField(KEY_HEADER, KEY_HEADER + " must have 1 to 255 characters of ASCII");
        }
        return byName.generate(client + "\n" + idempotencyKey);
    }
}
