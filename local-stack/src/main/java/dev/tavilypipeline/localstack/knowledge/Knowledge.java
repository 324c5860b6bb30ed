package dev.tavilypipeline.localstack.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What is known of companies, to be searched and recognised. Safe for use by many threads, and never waits. */
public final class Knowledge {

    private final PageIndex index;
    private final NameBook names;

    public Knowledge(List<Company> companies) {
        Words words = new Words();
        names = new NameBook(companies, words);
        index = new PageIndex(companies, names, words);
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

    /** Pages that fit, the best first; none for a company that is not known. */
    public List<Hit> search(String query, int limit) {
        return index.search(query, limit);
    }

    /** The company that a prompt is about. */
    public Identity identify(String text) {
        return names.identify(text);
    }

    /** The company as a prompt itself names it, in a line "Company: …". */
    public static Optional<String> subject(String text) {
        return NameBook.subject(text);
    }
}
