package dev.tavilypipeline.agent.call;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

import dev.tavilypipeline.kit.log.Secrets;

/**
 * Removes the configured keys, and the credentials of URLs, from texts of providers. Every such text passes it before any other
 * class sees it, because a provider may repeat in an answer what it was sent.
 */
public final class Redactor {

    private static final String MASK = "…";
    private static final Pattern URL_USER = Pattern.compile("(?<=://)[^\\s/?#\"'<>]*@");

    /** A shorter key may be a word: it is removed only where it stands alone. */
    private static final int SHORT = 8;

    private final List<Pattern> secrets;

    public Redactor(Collection<String> secrets) {
        this.secrets = secrets.stream().map(Redactor::pattern).toList();
    }

    private static Pattern pattern(String secret) {
        String quoted = Pattern.quote(secret);
        return Pattern.compile(secret.length() < SHORT ? "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])" : quoted,
                Pattern.CASE_INSENSITIVE);
    }

    /** @param text what a page says; null for null */
    String redact(String text) {
        if (text == null) {
            return null;
        }
        String redacted = text.contains("://") ? URL_USER.matcher(text).replaceAll("") : text;
        for (Pattern secret : secrets) {
            redacted = secret.matcher(redacted).replaceAll(MASK);
        }
        return redacted;
    }

    /** @param sentence what a provider says is wrong: whatever looks like a secret in it is masked too */
    String redactSentence(String sentence) {
        return sentence == null ? null : Secrets.mask(redact(sentence));
    }
}
