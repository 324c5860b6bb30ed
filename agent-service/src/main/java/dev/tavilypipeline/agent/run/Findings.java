package dev.tavilypipeline.agent.run;

import java.util.List;

import dev.tavilypipeline.agent.run.SearchAnswer.Hit;
import dev.tavilypipeline.contract.ResearchResult;

/** The sources of both searches. */
final class Findings {

    private final StepResult<SearchAnswer> overview;
    private final StepResult<SearchAnswer> competitors;
    private final int maxSources;
    private final SourceList sourceList;

    /** @param maxSources how many sources of each search count, whatever the search gave */
    Findings(StepResult<SearchAnswer> overview, StepResult<SearchAnswer> competitors, int maxSources) {
        this.overview = overview;
        this.competitors = competitors;
        this.maxSources = maxSources;
        this.sourceList = new SourceList(hits(overview), hits(competitors));
    }

    boolean wasHandedOver() {
        return overview.wasHandedOver() || competitors.wasHandedOver();
    }

    boolean areEmpty() {
        return sourceList.isEmpty();
    }

    List<NumberedSource> sources() {
        return sourceList.all();
    }

    RunOutcome outcome(StepResult<CompanySummary> summary) {
        return RunOutcome.of(overview, competitors, summary, areEmpty());
    }

    ResearchResult result(String query, StepResult<CompanySummary> summary) {
        String companyName = summary.get(CompanySummary::companyName, query);
        CompanyNames names = new CompanyNames(query, companyName);
        return new ResearchResult(
                companyName,
                summary.get(CompanySummary::industry, null),
                Quotes.from(names, sourceList.numbered(hits(overview))),
                Quotes.from(names, sourceList.numbered(hits(competitors))),
                sourceList.sources());
    }

    private List<Hit> hits(StepResult<SearchAnswer> search) {
        return search.get(SearchAnswer::hits, List.<Hit> of()).stream().limit(maxSources).toList();
    }
}
