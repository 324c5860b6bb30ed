package dev.tavilypipeline.kit.http.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.Converter;

/**
 * The keys of this installation and the names of those who have them. A name may have several keys, so that a key is replaced
 * while both are valid. How long a comparison takes tells nothing of a key.
 */
public final class ApiKeys {

    /** No key is configured. */
    public static final ApiKeys NONE = new ApiKeys(List.of());

    private static final Pattern PAIR = Pattern.compile("([A-Za-z0-9_.-]{1,64}):([\\x21-\\x7E&&[^,]]{16,512})");

    private final List<NamedKey> keys;

    private ApiKeys(List<NamedKey> keys) {
        this.keys = keys;
    }

    /** @throws IllegalArgumentException if they are not pairs of name and key; the message repeats no key */
    public static ApiKeys of(String setting) {
        List<NamedKey> keys = new ArrayList<>();
        Set<String> once = new HashSet<>();
        for (String pair : setting.split(",", -1)) {
            Matcher matcher = PAIR.matcher(pair.strip());
            if (!matcher.matches() || !once.add(matcher.group(2))) {
                throw new IllegalArgumentException(
                        "give name:key, several with commas, each key once and of 16 characters or more");
            }
            keys.add(new NamedKey(matcher.group(1), matcher.group(2), digest(matcher.group(2))));
        }
        return new ApiKeys(keys);
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The keys that this name has. */
    public List<String> keysOf(String name) {
        return keys.stream().filter(each -> each.name.equals(name)).map(each -> each.key).toList();
    }

    /** The name of whoever has the key. Every key is compared, and digests of one length, whatever is given. */
    public Optional<String> nameOf(String key) {
        byte[] given = digest(key);
        String name = null;
        for (NamedKey each : keys) {
            if (MessageDigest.isEqual(each.digest, given)) {
                name = each.name;
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

    /** Not a record, whose text would be the key. */
    private static final class NamedKey {

        private final String name;
        private final String key;
        private final byte[] digest;

        NamedKey(String name, String key, byte[] digest) {
            this.name = name;
            this.key = key;
            this.digest = digest;
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
