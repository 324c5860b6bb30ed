package dev.tavilypipeline.cli;

import java.util.List;

/** What one word after {@code ./pipeline} does. */
interface Command {

    /**
     * @return the exit status: 0 when all that was asked for came true
     * @throws UsageException the words make no sense
     * @throws ServiceException a service does not do its part
     */
    int run(List<String> words);
}
