package dev.tavilypipeline.localstack.firehose;

import java.time.Duration;

/** How the endpoint handles a call. */
public sealed interface Fault {

    Fault NONE = new None();

    /** Accepts everything. */
    record None() implements Fault {
    }

    /** This many records fail, spread over the call (all if it has fewer); the others are accepted. */
    record Partial(int records, String code) implements Fault {
    }

    /** Nothing is accepted; the response is an error. */
    record Refusal(int status, String code, String message) implements Fault {

        public static Refusal throttling() {
            return new Refusal(503, "ServiceUnavailableException", "Slow down.");
        }
    }

    /** Everything is accepted; the response is an error. */
    record FailureAfterAccepting(int status, String code) implements Fault {

        public static FailureAfterAccepting internal() {
            return new FailureAfterAccepting(500, "InternalFailure");
        }
    }

    /** Everything is accepted; the response is late. */
    record Slow(Duration by) implements Fault {
    }

    /** The connection is closed without a response. */
    record Dropped(boolean afterAccepting) implements Fault {
    }
}
