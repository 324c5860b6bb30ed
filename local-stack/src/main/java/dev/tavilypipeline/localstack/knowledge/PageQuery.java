package dev.tavilypipeline.localstack.knowledge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Searches each word in the fields where a match counts most. Rare words weigh more than common ones, unknown words most of
 * all: without them the page misses the query's point.
 *
 * @param bestScore of a page about exactly this company or, if no company has such a name, of a page with all words in its
 *        title
 */
record PageQuery(Query query, double bestScore) {

    private static final List<PageField> SEARCHED = List.of(PageField.NAME, PageField.TITLE, PageField.COMPETITORS,
            PageField.TEXT);
    private static final List<PageField> SEARCHED_FOR_ONE_WORD = List.of(PageField.NAME, PageField.SYMBOL, PageField.TITLE,
            PageField.COMPETITORS, PageField.TEXT);

    /** @param atLeast how many of the words a page must contain */
    static PageQuery of(Set<String> words, int atLeast, IndexReader reader) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        double bestScore = 0;
        for (String word : words) {
            float weight = weight(reader.docFreq(new Term(PageField.ANYWHERE.name(), word)), reader.numDocs());
            List<Query> places = new ArrayList<>();
            float best = PageField.TITLE.boost();
            for (PageField field : words.size() == 1 ? SEARCHED_FOR_ONE_WORD : SEARCHED) {
                Term term = new Term(field.name(), word);
                if (reader.docFreq(term) > 0) {
                    places.add(new BoostQuery(new TermQuery(term), field.boost() * weight));
                    best = Math.max(best, field.boost());
                }
            }
            query.add(new DisjunctionMaxQuery(places, 0), Occur.SHOULD);
            bestScore += weight * best;
        }
        return new PageQuery(query.setMinimumNumberShouldMatch(atLeast).build(), bestScore);
    }

    /** BM25's weight of a word by the number of pages that have it. */
    private static float weight(int pagesWithWord, int pages) {
        return (float) Math.log1p((pages - pagesWithWord + 0.5) / (pagesWithWord + 0.5));
    }
}
