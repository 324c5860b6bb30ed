package dev.tavilypipeline.localstack.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/** The shapes of one provider's API. */
interface Provider {

    String path();

    /** @throws RefusedException if the real provider would refuse it */
    ParsedRequest parse(JsonNode body) throws RefusedException;

    Answer unauthorized();

    Answer unreadable();

    Answer rateLimited(int retryAfterSeconds);

    Answer quotaExceeded();

    Answer serverError();
}
