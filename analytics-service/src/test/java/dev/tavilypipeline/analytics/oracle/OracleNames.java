package dev.tavilypipeline.analytics.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which names are one, and in which order they come. */
final class OracleNames {

    /** UTF-8 keeps the order of code points, UTF-16 does not. */
    static final Comparator<String> BY_CODE_POINT = (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

    private static final Pattern SPACES_AROUND = Pattern.compile("^ +| +$");

    private static final Map<String, Optional<String>> KEYS = new ConcurrentHashMap<>();

    private OracleNames() {
    }

    /** Equal for names that differ only in case, composition, characters without width and blanks; null if nothing is left. */
    static String key(String name) {
        return name == null ? null : KEYS.computeIfAbsent(name, OracleNames::computed).orElse(null);
    }

    private static Optional<String> computed(String name) {
        StringBuilder visible = new StringBuilder();
        boolean isBlankDue = false;
        for (int c : name.codePoints().toArray()) {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                isBlankDue = !visible.isEmpty();
            } else if (Character.getType(c) != Character.FORMAT) {
                visible.append(isBlankDue ? " " : "").appendCodePoint(c);
                isBlankDue = false;
            }
        }
        String composed = Normalizer.normalize(visible, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return Optional.of(Normalizer.normalize(composed, Normalizer.Form.NFC)).filter(key -> !key.isEmpty());
    }

    /** Equal for industries that differ only in case and the spaces around them. */
    static String label(String industry) {
        return trimmed(industry).toLowerCase(Locale.ROOT);
    }

    /** Without the spaces around it, the first by code point. */
    static String spelling(Stream<String> names) {
        return names.map(OracleNames::trimmed).min(BY_CODE_POINT).orElse(null);
    }

    private static String trimmed(String name) {
        return SPACES_AROUND.matcher(name).replaceAll("");
    }
}
