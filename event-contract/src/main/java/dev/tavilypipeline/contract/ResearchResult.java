package dev.tavilypipeline.contract;

import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The findings of a run.
 *
 * @param companyName normalised by the model; the query as given if no model answered
 * @param industry one label, or null
 * @param overview short text quoted from the sources, with citation numbers such as {@code [1]}
 * @param competitors text like {@code overview}
 * @param sources in the order of their citation numbers, each URL once
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResearchResult(
        @JsonProperty(value = "company_name", required = true) String companyName,
        @JsonProperty("industry") String industry,
        @JsonProperty("overview") String overview,
        @JsonProperty("competitors") String competitors,
        @JsonProperty(value = "sources", required = true) List<Source> sources) {

    public ResearchResult {
        Require.present("ResearchResult", "company_name", companyName, "sources", sources);
        companyName = FreeText.cut(companyName);
        industry = FreeText.cut(industry);
        overview = FreeText.cut(overview);
        competitors = FreeText.cut(competitors);
        sources = List.copyOf(sources);
    }

    /**
     * A page that a search found.
     *
     * @param score relevance according to the search, 0 to 1
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Source(
            @JsonProperty(value = "number", required = true) int number,
            @JsonProperty(value = "title", required = true) String title,
            @JsonProperty(value = "url", required = true) URI url,
            @JsonProperty("score") Double score) {

        public Source {
            Require.present("Source", "title", title, "url", url);
            title = FreeText.cut(title);
            url = FreeText.wellFormed(url);
        }
    }
}
