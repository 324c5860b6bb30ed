package dev.tavilypipeline.agent.run;

import java.util.List;

import dev.tavilypipeline.agent.run.SearchAnswer.Hit;
import dev.tavilypipeline.contract.ResearchResult;

/** What both searches found. */
final class Findings {

    private final StepEnd<SearchAnswer> overview;
    private final StepEnd<SearchAnswer> competitors;
    private final int maxSources;
    private final Bibliography bibliography;

    /** @param maxSources how many sources of each search count, whatever the search gave */
    Findings(StepEnd<SearchAnswer> overview, StepEnd<SearchAnswer> competitors, int maxSources) {
        this.overview = overview;
        this.competitors = competitors;
        this.maxSources = maxSources;
        this.bibliography = new Bibliography(hits(overview), hits(competitors));
    }

    boolean areEmpty() {
        return bibliography.isEmpty();
    }

    List<Cited> sources() {
        return bibliography.all();
    }

    Verdict verdict() {
        return Verdict.of(overview, competitors, areEmpty());
    }

    ResearchResult result(String query, StepEnd<Identity> identity) {
        return new ResearchResult(
                identity.get(Identity::companyName, query),
                identity.get(Identity::industry, null),
                Quotes.from(bibliography.cite(hits(overview))),
                Quotes.from(bibliography.cite(hits(competitors))),
                bibliography.sources());
    }

    private List<Hit> hits(StepEnd<SearchAnswer> search) {
        return search.get(SearchAnswer::hits, List.<Hit> of()).stream().limit(maxSources).toList();
    }
}
