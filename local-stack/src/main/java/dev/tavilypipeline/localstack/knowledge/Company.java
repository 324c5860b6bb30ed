package dev.tavilypipeline.localstack.knowledge;

import java.util.List;

/**
 * A company as {@code knowledge/companies.json} describes it.
 *
 * @param aliases former and legal names, brands, stock symbols
 * @param competitors by name; not all of them are described themselves
 */
public record Company(String name, List<String> aliases, String industry, List<String> competitors, List<Page> pages) {

    public Company {
        aliases = List.copyOf(aliases);
        competitors = List.copyOf(competitors);
        pages = List.copyOf(pages);
    }

    /** A page of the company's own site. */
    public record Page(String title, String url, String text) {
    }
}
