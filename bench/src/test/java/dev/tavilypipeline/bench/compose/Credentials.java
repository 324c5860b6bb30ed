package dev.tavilypipeline.bench.compose;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Made anew in each run, in the shape of real ones. Nobody accepts them but emulators, which accept anything. */
final class Credentials {

    private static final String UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final String ANY = UPPER + "abcdefghijkmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Credentials() {
    }

    /** For the compose file; without a key of Tavily both providers are the simulator. */
    static Map<String, String> environment() {
        return Map.of("AWS_ACCESS_KEY_ID", "AKIA" + random(16, UPPER), "AWS_SECRET_ACCESS_KEY", random(40, ANY),
                "OPENAI_API_KEY", "sk-proj-" + random(48, ANY));
    }

    /** In PKCS#8, as PEM. */
    static String privateKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
    }

    private static String random(int length, String alphabet) {
        return RANDOM.ints(length, 0, alphabet.length()).mapToObj(at -> alphabet.substring(at, at + 1))
                .collect(Collectors.joining());
    }
}
