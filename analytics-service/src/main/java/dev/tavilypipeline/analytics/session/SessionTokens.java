package dev.tavilypipeline.analytics.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.tavilypipeline.kit.http.access.ApiKeys;

/**
 * Issues and reads the tokens of sessions: {@code <seconds of the expiry>.<name of the key>.<signature>}. The signature is an
 * HMAC-SHA256 with the API key of that name. So every replica accepts the token, also after a restart, and nothing is stored;
 * it
 * ends with its time, or when its key is changed or removed; and the key itself stays here, where it is looked up by its name.
 */
final class SessionTokens {

    private static final Pattern TOKEN = Pattern.compile("([0-9]{1,12})\\.([A-Za-z0-9_.-]{1,64})\\.([A-Za-z0-9_-]{43})");
    private static final String ALGORITHM = "HmacSHA256";
    /** What is signed for one purpose is worth nothing for another one. */
    private static final String SESSION = "tavily-pipeline session 1\n";
    private static final String CSRF = "tavily-pipeline csrf 1\n";

    private final ApiKeys keys;
    private final Clock clock;
    private final Duration lifetime;

    SessionTokens(ApiKeys keys, Clock clock, Duration lifetime) {
        this.keys = keys;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** @return empty if nobody has this key */
    Optional<Session> issue(String key) {
        return keys.nameOf(key).map(name -> {
            Instant expiresAt = clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
            String claim = expiresAt.getEpochSecond() + "." + name;
            return session(claim + "." + sign(key, SESSION + claim), key, expiresAt);
        });
    }

    /** @return empty if the token was not issued here, is over, or its key is not valid any more */
    Optional<Session> read(String token) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Instant expiresAt = Instant.ofEpochSecond(Long.parseLong(parts.group(1)));
        return keys.keysOf(parts.group(2)).stream()
                .filter(key -> isSigned(key, parts.group(1) + "." + parts.group(2), parts.group(3)))
                .filter(key -> clock.instant().isBefore(expiresAt))
                .map(key -> session(token, key, expiresAt))
                .findFirst();
    }

    private static Session session(String token, String key, Instant expiresAt) {
        return new Session(token, key, sign(key, CSRF + token), expiresAt);
    }

    private static boolean isSigned(String key, String claim, String signature) {
        return MessageDigest.isEqual(sign(key, SESSION + claim).getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    private static String sign(String key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
