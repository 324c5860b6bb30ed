package dev.tavilypipeline.kit.http.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.Converter;

/** The keys of this installation and the names of those who have them. How long a comparison takes tells nothing of a key. */
public final class ApiKeys {

    /** No key is configured. */
    public static final ApiKeys NONE = new ApiKeys(Map.of());

    private static final Pattern PAIR = Pattern.compile("([A-Za-z0-9_.-]{1,64}):([\\x21-\\x7E&&[^,]]{16,512})");

    private final Map<String, String> keys;
    private final Map<String, byte[]> digests = new LinkedHashMap<>();

    private ApiKeys(Map<String, String> keys) {
        this.keys = keys;
        keys.forEach((name, key) -> digests.put(name, digest(key)));
    }

    /** @throws IllegalArgumentException if they are not pairs of name and key; the message repeats no key */
    public static ApiKeys of(String setting) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String pair : setting.split(",", -1)) {
            Matcher matcher = PAIR.matcher(pair.strip());
            if (!matcher.matches() || keys.put(matcher.group(1), matcher.group(2)) != null) {
                throw new IllegalArgumentException(
                        "give name:key, several with commas, each name once and each key of 16 characters or more");
            }
        }
        return new ApiKeys(keys);
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The key that this name has. */
    public Optional<String> keyOf(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    /** The name of whoever has the key. Every key is compared, and digests of one length, whatever is given. */
    public Optional<String> nameOf(String key) {
        byte[] given = digest(key);
        String name = null;
        for (Map.Entry<String, byte[]> entry : digests.entrySet()) {
            if (MessageDigest.isEqual(entry.getValue(), given)) {
                name = entry.getKey();
            }
        }
        return Optional.ofNullable(name);
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Reads them from the settings. */
    public static final class Reader implements Converter<ApiKeys> {

        private static final long serialVersionUID = 1L;

        @Override
        public ApiKeys convert(String setting) {
            return ApiKeys.of(setting);
        }
    }
}
