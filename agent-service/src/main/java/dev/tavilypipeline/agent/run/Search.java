package dev.tavilypipeline.agent.run;

import dev.tavilypipeline.agent.call.Call;

/** Searches the web. */
public interface Search {

    Call<SearchAnswer> search(SearchRequest request);
}
