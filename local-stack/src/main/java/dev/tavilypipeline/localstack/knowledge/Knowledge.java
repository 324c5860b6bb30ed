package dev.tavilypipeline.localstack.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Finds pages about companies, and recognises companies by name. Thread-safe, never blocks. */
public final class Knowledge {

    private final PageIndex index;
    private final CompanyMatcher names;

    public Knowledge(List<Company> companies) {
        TextAnalyzer analyzer = new TextAnalyzer();
        names = new CompanyMatcher(companies, analyzer);
        index = new PageIndex(companies, names, analyzer);
    }

    /** The companies that come with the program. */
    public static List<Company> companies() {
        try (InputStream json = Knowledge.class.getResourceAsStream("/knowledge/companies.json")) {
            return new ObjectMapper().readValue(json, new TypeReference<>() {
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the resource knowledge/companies.json cannot be read", e);
        }
    }

    /** Matching pages, the best first; none for an unknown company. */
    public List<Hit> search(String query, int limit) {
        return index.search(query, limit);
    }

    /** The company that a prompt is about. */
    public Identity identify(String text) {
        return names.identify(text);
    }

    /** The company as a prompt itself names it, in a line "Company: …". */
    public static Optional<String> subject(String text) {
        return CompanyMatcher.subject(text);
    }
}
