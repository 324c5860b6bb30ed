package dev.tavilypipeline.collector.store;

import java.time.Instant;

/**
 * Says that the envelope of a run has to be published. Its text sorts by kind and due time, so that one indexed field is queue
 * position, lease and version at once.
 *
 * @param due from then on any replica may claim the entry; until then it belongs to the one that wrote it
 * @param version different for each entry, so that an entry is removed only by a replica that has seen the latest one
 */
public record OutboxEntry(Kind kind, Instant due, String version) {

    private static final int TIME_LENGTH = 13;
    private static final long FIRST_TOO_LATE = 10_000_000_000_000L;

    public enum Kind {
        FACTS,
        REPLAY;

        private String letter() {
            return this == FACTS ? "f" : "r";
        }
    }

    public static OutboxEntry ofFacts(Instant due, String version) {
        return new OutboxEntry(Kind.FACTS, due, version);
    }

    static OutboxEntry of(String text) {
        Kind kind = text.startsWith(Kind.FACTS.letter()) ? Kind.FACTS : Kind.REPLAY;
        int end = 1 + TIME_LENGTH;
        return new OutboxEntry(kind, Instant.ofEpochMilli(Long.parseLong(text.substring(1, end))), text.substring(end + 1));
    }

    /** A text that sorts behind all entries of the kind that are due before the time, and before all others of the kind. */
    static String before(Kind kind, Instant time) {
        return kind.letter() + sortable(time);
    }

    /**
     * A text that sorts like the time, with the same digits in every locale: milliseconds since 1970, padded with zeros. A time
     * before 1970 is 1970; one after the year 2286 is its last.
     */
    static String sortable(Instant time) {
        long millis = Math.min(FIRST_TOO_LATE - 1, Math.max(0, time.toEpochMilli()));
        return Long.toString(FIRST_TOO_LATE + millis).substring(1);
    }

    String text() {
        return before(kind, due) + "/" + version;
    }
}
