package dev.tavilypipeline.localstack.knowledge;

import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.PerFieldSimilarityWrapper;
import org.apache.lucene.search.similarities.Similarity;

/** The fields of a page in the index; a match counts more in some than in others. */
enum PageField {

    /** The company's name and its other names: the page is about it. */
    NAME(4, true),
    /** Its stock symbols, which may be everyday words: searched only if the query has no other word. */
    SYMBOL(4, true),
    TITLE(3, true),
    /** Named as the company's competitor. */
    COMPETITORS(2, true),
    TEXT(2, false),
    /** All of the above; used to count how rare a word is, never searched. */
    ANYWHERE(0, false);

    private final float boost;
    private final boolean once;

    PageField(float boost, boolean once) {
        this.boost = boost;
        this.once = once;
    }

    float boost() {
        return boost;
    }

    /** How often a word occurs, and in how long a text, matters in {@link #TEXT} alone. The query weighs how rare it is. */
    static Similarity similarity() {
        return new PerFieldSimilarityWrapper() {
            @Override
            public Similarity get(String name) {
                return valueOf(name).once ? new Saturation(0.01f, 0) : new Saturation(1.2f, 0.75f);
            }
        };
    }

    /** BM25 without its second factor: 0 to 1. */
    private static final class Saturation extends BM25Similarity {

        Saturation(float k1, float b) {
            super(k1, b);
        }

        @Override
        protected float idf(long docFreq, long docCount) {
            return 1;
        }
    }
}
