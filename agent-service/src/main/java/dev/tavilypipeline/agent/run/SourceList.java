package dev.tavilypipeline.agent.run;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.tavilypipeline.agent.run.SearchAnswer.Hit;
import dev.tavilypipeline.contract.ResearchResult.Source;

/** Gives every page its number, one page one number, in the order in which the searches name them. */
final class SourceList {

    private final Map<String, NumberedSource> byPage = new LinkedHashMap<>();

    SourceList(List<Hit> overview, List<Hit> competitors) {
        Stream.of(overview, competitors).flatMap(List::stream)
                .forEach(hit -> byPage.computeIfAbsent(page(hit.url()), page -> new NumberedSource(byPage.size() + 1, hit)));
    }

    /** Two addresses of one page differ in the case of scheme and host, a port that is the default, or the fragment. */
    private static String page(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        String authority = url.getRawAuthority().toLowerCase(Locale.ROOT)
                .replaceFirst(scheme.equals("https") ? ":(443)?$" : ":(80)?$", "");
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return scheme + "://" + authority + path + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    }

    boolean isEmpty() {
        return byPage.isEmpty();
    }

    List<NumberedSource> all() {
        return List.copyOf(byPage.values());
    }

    List<Source> sources() {
        return byPage.values().stream().map(NumberedSource::source).toList();
    }

    /** The same pages under their numbers, each with the words that this search found on it. */
    List<NumberedSource> numbered(List<Hit> hits) {
        return hits.stream().map(hit -> new NumberedSource(byPage.get(page(hit.url())).number(), hit)).distinct().toList();
    }
}
