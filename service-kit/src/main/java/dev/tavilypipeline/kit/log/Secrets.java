package dev.tavilypipeline.kit.log;

import java.util.regex.Pattern;

/** Masks passwords of URLs, of Kafka's login settings and of headers, in texts and in exceptions of any library. */
public final class Secrets {

    private static final String MASK = "…";
    private static final Pattern URL_USER = Pattern.compile("(?<=://)([^\\s\"'<>/:@]*:[^\\s\"'<>]*|[^\\s\"'<>/@]+)@");
    private static final Pattern NAMED = Pattern
            .compile("(?i)(password|secret|token|secret_?key|api_?key)(=|%3d)(\"[^\"]*\"|'[^']*'|[^\\s,;&)}\"']+)");
    private static final Pattern BEARER = Pattern.compile("(?i)(bearer )[^\\s\"',]+");

    private Secrets() {
    }

    static void mask(LogText line) {
        String masked = mask(line.text());
        if (!masked.equals(line.text())) {
            line.replace(masked);
        }
        Throwable thrown = line.record().getThrown();
        if (isSecret(thrown)) {
            line.record().setThrown(MaskedException.of(thrown));
        }
    }

    public static String mask(String text) {
        String masked = URL_USER.matcher(text).replaceAll(MASK + "@");
        masked = NAMED.matcher(masked).replaceAll("$1$2" + MASK);
        return BEARER.matcher(masked).replaceAll("$1" + MASK);
    }

    private static boolean isSecret(Throwable thrown) {
        return thrown != null && (!mask(thrown.toString()).equals(thrown.toString()) || isSecret(thrown.getCause()));
    }

    /** Prints like the exception that it stands for, whose class is part of its message. */
    @SuppressWarnings("OverrideThrowableToString")
    private static final class MaskedException extends Exception {

        private static final long serialVersionUID = 1L;

        private MaskedException(String text, Throwable cause) {
            super(text, cause);
        }

        static MaskedException of(Throwable thrown) {
            Throwable cause = thrown.getCause();
            MaskedException masked = new MaskedException(mask(thrown.toString()), cause == null ? null : of(cause));
            masked.setStackTrace(thrown.getStackTrace());
            return masked;
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }
}
