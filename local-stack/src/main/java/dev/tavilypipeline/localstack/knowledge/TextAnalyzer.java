package dev.tavilypipeline.localstack.knowledge;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Splits texts, names and queries into words, ignoring case, accents, the possessive 's, and dots in initials. */
final class TextAnalyzer extends Analyzer {

    private static final Pattern DOT_AFTER_INITIAL = Pattern.compile("(?<=\\b\\p{L})\\.");
    private static final Pattern AND_WITHIN_WORD = Pattern.compile("(?<=\\p{L})&(?=\\p{L})");

    /** Words that fit any company, in a question or in a name. */
    private static final Set<String> COMMON_WORDS = Set.of("""
            about company companies business overview profile competitor competitors rival rivals peers
            alternatives market markets industry industries sector news what who which how does do makes its
            their from inc incorporated corp corporation co llc ltd limited plc ag se sa gmbh nv spa holding
            holdings group
            """.strip().split("\\s+"));

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        StandardTokenizer tokenizer = new StandardTokenizer();
        return new TokenStreamComponents(tokenizer,
                new ASCIIFoldingFilter(new LowerCaseFilter(new EnglishPossessiveFilter(tokenizer))));
    }

    @Override
    protected Reader initReader(String fieldName, Reader reader) {
        return new PatternReplaceCharFilter(AND_WITHIN_WORD, "and",
                new PatternReplaceCharFilter(DOT_AFTER_INITIAL, "", reader));
    }

    List<String> words(String text) {
        List<String> words = new ArrayList<>();
        try (TokenStream tokens = tokenStream("", text)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(word.toString());
            }
            tokens.end();
        } catch (IOException e) { // never: it reads a string
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** The words that distinguish one company from another. */
    List<String> distinctiveWords(String text) {
        return words(text).stream()
                .filter(word -> !COMMON_WORDS.contains(word) && !EnglishAnalyzer.ENGLISH_STOP_WORDS_SET.contains(word))
                .toList();
    }
}
