package dev.tavilypipeline.bench.compose;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;

/** Made anew in each run, in the shape of real ones. Only what stands for a provider accepts them. */
final class Credentials {

    private static final String UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final String ALPHABET = UPPER + "abcdefghijkmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Credentials() {
    }

    /** For OpenAI, which is not called: without a key of Tavily both providers are the simulator. */
    static String modelKey() {
        return "sk-proj-" + RANDOM.ints(48, 0, ALPHABET.length()).mapToObj(at -> ALPHABET.substring(at, at + 1))
                .collect(Collectors.joining());
    }

    /** In PKCS#8, as PEM. */
    static String privateKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
    }
}
