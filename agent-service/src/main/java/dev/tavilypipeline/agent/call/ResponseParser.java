package dev.tavilypipeline.agent.call;

import java.io.IOException;

/** How one provider's bodies are read. */
public interface ResponseParser<T> {

    /**
     * @param body of a response with a status of success
     * @throws IOException if it is not what the provider promises
     */
    ParsedResponse<T> parse(byte[] body) throws IOException;

    /**
     * @param body of any other response
     * @return what it says was wrong
     * @throws IOException if it cannot be made out
     */
    String errorMessage(byte[] body) throws IOException;
}
