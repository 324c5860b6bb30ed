package dev.tavilypipeline.agent.tavily;

import dev.tavilypipeline.agent.call.CannedProvider;
import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.agent.run.Search;

/** The real search client in front of a {@link CannedProvider}. */
public final class CannedSearch {

    private CannedSearch() {
    }

    public static Search of(CannedProvider provider, TimeSource time) {
        return new TavilySearch(provider::post, CannedProvider.endpoint("tavily"),
                CannedProvider.call(time));
    }
}
