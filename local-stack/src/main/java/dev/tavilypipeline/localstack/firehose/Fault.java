package dev.tavilypipeline.localstack.firehose;

import java.time.Duration;

/** What a call meets. */
public sealed interface Fault {

    Fault NONE = new None();

    /** All is well. */
    record None() implements Fault {
    }

    /** So many records of the call fail, spread over it, or all where it has no more; the others are accepted. */
    record Partial(int records, String code) implements Fault {
    }

    /** Nothing is accepted, and the answer says so. */
    record Refusal(int status, String code, String message) implements Fault {

        public static Refusal throttling() {
            return new Refusal(503, "ServiceUnavailableException", "Slow down.");
        }
    }

    /** Everything is accepted, and the answer says otherwise. */
    record FailureAfterAccepting(int status, String code) implements Fault {

        public static FailureAfterAccepting internal() {
            return new FailureAfterAccepting(500, "InternalFailure");
        }
    }

    /** Everything is accepted, and the answer comes late. */
    record Slow(Duration by) implements Fault {
    }

    /** The connection is closed without an answer. */
    record Dropped(boolean afterAccepting) implements Fault {
    }
}
