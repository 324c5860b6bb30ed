package dev.tavilypipeline.localstack.simulator;

import java.util.Map;

/** What goes back to the one who asked. */
record Answer(int status, Map<String, String> headers, String body, Told told) {

    static Answer of(String body, Told told) {
        return new Answer(200, Map.of(), body, told);
    }

    static Answer error(int status, String body) {
        return new Answer(status, Map.of(), body, Told.NOTHING);
    }

    Answer with(String header, String value) {
        return new Answer(status, Map.of(header, value), body, told);
    }

    /** The same, cut off in the middle. */
    Answer malformed() {
        return new Answer(status, headers, body.substring(0, body.length() / 2), Told.NOTHING);
    }

    /** The figures in an answer. */
    record Told(int results, int credits, int inputTokens, int cachedInputTokens, int outputTokens, String requestId) {

        static final Told NOTHING = new Told(0, 0, 0, 0, 0, null);
    }
}
