package dev.tavilypipeline.localstack.simulator;

import java.util.Map;

/** A response to the client. */
record Answer(int status, Map<String, String> headers, String body, UsageFigures figures) {

    static Answer of(String body, UsageFigures figures) {
        return new Answer(200, Map.of(), body, figures);
    }

    static Answer error(int status, String body) {
        return new Answer(status, Map.of(), body, UsageFigures.NONE);
    }

    Answer with(String header, String value) {
        return new Answer(status, Map.of(header, value), body, figures);
    }

    /** The same, cut off in the middle. */
    Answer malformed() {
        return new Answer(status, headers, body.substring(0, body.length() / 2), UsageFigures.NONE);
    }
}
