package dev.tavilypipeline.agent.run;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tavilypipeline.agent.run.SearchAnswer.Hit;
import dev.tavilypipeline.contract.ResearchResult.Source;

/** Gives every page its number, one page one number, in the order in which the searches name them. */
final class SourceList {

    private final Map<URI, NumberedSource> byUrl = new LinkedHashMap<>();

    SourceList(List<Hit> overview, List<Hit> competitors) {
        Stream.of(overview, competitors).flatMap(List::stream)
                .forEach(hit -> byUrl.computeIfAbsent(hit.url(), url -> new NumberedSource(byUrl.size() + 1, hit)));
    }

    boolean isEmpty() {
        return byUrl.isEmpty();
    }

    List<NumberedSource> all() {
        return List.copyOf(byUrl.values());
    }

    List<Source> sources() {
        return byUrl.values().stream().map(NumberedSource::source).toList();
    }

    /** The same pages under their numbers, each with the words that this search found on it. */
    List<NumberedSource> numbered(List<Hit> hits) {
        return hits.stream().map(hit -> new NumberedSource(byUrl.get(hit.url()).number(), hit)).distinct().toList();
    }
}
