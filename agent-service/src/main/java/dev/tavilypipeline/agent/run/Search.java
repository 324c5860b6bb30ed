package dev.tavilypipeline.agent.run;

import dev.tavilypipeline.agent.call.Attempt;
import io.smallrye.mutiny.Uni;

/** Searches the web, one attempt at a time. The attempt begins when the result is subscribed to, and never fails. */
public interface Search {

    Uni<Attempt<SearchAnswer>> search(String query, int maxResults);
}
