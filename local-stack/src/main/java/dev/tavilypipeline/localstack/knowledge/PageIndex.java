package dev.tavilypipeline.localstack.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * The pages of all companies in a Lucene index in memory. A page's score is the part of the best score that its query could
 * have reached, so scores of different queries are comparable.
 */
final class PageIndex {

    /** A page below it only shares a word with the query. */
    private static final double MIN_RELEVANCE = 0.2;

    /** More pages than match any query about one company. */
    private static final int CANDIDATES = 200;

    private final CompanyMatcher names;
    private final TextAnalyzer analyzer;
    private final List<IndexedPage> pages;
    private final IndexSearcher searcher;

    PageIndex(List<Company> companies, CompanyMatcher names, TextAnalyzer analyzer) {
        this.names = names;
        this.analyzer = analyzer;
        pages = companies.stream().flatMap(company -> IndexedPage.of(company, analyzer).stream()).toList();
        searcher = indexed();
    }

    /**
     * The best first. Common words find nothing alone. If a query names no known company, a page needs more than half of its
     * words.
     */
    List<Hit> search(String query, int limit) {
        Set<String> distinctive = new LinkedHashSet<>(analyzer.distinctiveWords(query));
        if (distinctive.isEmpty() || limit == 0) {
            return List.of();
        }
        List<String> words = analyzer.words(query);
        Set<Aspect> asked = Aspect.askedForBy(words);
        int atLeast = names.namedFirst(words).equals(Identity.UNKNOWN) ? distinctive.size() / 2 + 1 : 1;
        List<Hit> hits = new ArrayList<>();
        try {
            PageQuery pageQuery = PageQuery.of(distinctive, atLeast, searcher.getIndexReader());
            for (ScoreDoc found : searcher.search(pageQuery.query(), CANDIDATES).scoreDocs) {
                double relevance = Math.min(1, found.score / pageQuery.bestScore());
                if (relevance >= MIN_RELEVANCE) {
                    IndexedPage page = pages.get(found.doc);
                    hits.add(new Hit(page.page(), relevance * Aspect.fit(asked, page.aspects())));
                }
            }
        } catch (IOException e) { // never: the index is in memory
            throw new UncheckedIOException(e);
        }
        hits.sort(Comparator.comparingDouble(Hit::score).reversed());
        return hits.subList(0, Math.min(limit, hits.size()));
    }

    private IndexSearcher indexed() {
        Similarity similarity = PageField.similarity();
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        try {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer).setSimilarity(similarity))) {
                for (IndexedPage page : pages) {
                    writer.addDocument(document(page));
                }
                // one segment: a document's number is its place in the list
                writer.forceMerge(1);
            }
            IndexSearcher created = new IndexSearcher(DirectoryReader.open(directory));
            created.setSimilarity(similarity);
            return created;
        } catch (IOException e) { // never: the index is in memory
            throw new UncheckedIOException(e);
        }
    }

    private static Document document(IndexedPage page) {
        Document document = new Document();
        add(document, PageField.NAME, page.company().name());
        page.company().aliases().forEach(
                alias -> add(document, CompanyMatcher.isSymbol(alias) ? PageField.SYMBOL : PageField.NAME, alias));
        page.company().competitors().forEach(competitor -> add(document, PageField.COMPETITORS, competitor));
        add(document, PageField.TITLE, page.page().title());
        add(document, PageField.TEXT, page.page().text());
        return document;
    }

    private static void add(Document document, PageField field, String text) {
        document.add(new TextField(field.name(), text, Field.Store.NO));
        document.add(new TextField(PageField.ANYWHERE.name(), text, Field.Store.NO));
    }
}
