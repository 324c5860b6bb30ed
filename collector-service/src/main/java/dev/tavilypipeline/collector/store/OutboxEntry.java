package dev.tavilypipeline.collector.store;

import java.time.Instant;

/**
 * Says that a run has something to settle, and from when on anybody may do it who finds the mark. As text it sorts by kind and
 * that time, so that one field with one index is token, time and lease at once.
 *
 * @param due whoever sets the mark settles the run himself until then
 * @param token different for every setting of a mark, so that it is cleared only by who has seen the latest
 */
public record OutboxEntry(Kind kind, Instant due, String token) {

    /** What set it. */
    public enum Kind {
        FACTS("f"),
        REPLAY("r");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }
    }

    private static final int DIGITS = 13;

    public static OutboxEntry ofFacts(Instant due, String token) {
        return new OutboxEntry(Kind.FACTS, due, token);
    }

    static OutboxEntry of(String text) {
        Kind kind = text.startsWith(Kind.FACTS.letter) ? Kind.FACTS : Kind.REPLAY;
        return new OutboxEntry(kind, Instant.ofEpochMilli(Long.parseLong(text.substring(1, 1 + DIGITS))),
                text.substring(2 + DIGITS));
    }

    /** What sorts behind every mark of the kind that was due before. */
    static String before(Kind kind, Instant instant) {
        return kind.letter + "%013d".formatted(instant.toEpochMilli());
    }

    String text() {
        return before(kind, due) + "/" + token;
    }
}
