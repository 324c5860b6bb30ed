package dev.tavilypipeline.agent.run;

import dev.tavilypipeline.agent.run.SearchAnswer.Hit;
import dev.tavilypipeline.contract.ResearchResult.Source;

/** A page and the number under which the result cites it. */
public record NumberedSource(int number, Hit hit) {

    Source source() {
        return new Source(number, hit.title(), hit.url(), hit.score());
    }
}
