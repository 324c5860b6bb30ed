package dev.tavilypipeline.localstack.knowledge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.tavilypipeline.localstack.knowledge.Company.Page;

/** A page and the aspects of its company that it describes. */
record IndexedPage(Company company, Page page, Set<Aspect> aspects) {

    /** The first page introduces the company; the one that names most of its competitors is about the competition. */
    static List<IndexedPage> of(Company company, TextAnalyzer analyzer) {
        Page competition = Collections.max(company.pages(),
                Comparator.comparingLong(page -> rivalsIn(page, company, analyzer)));
        List<IndexedPage> indexed = new ArrayList<>();
        for (Page page : company.pages()) {
            Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
            if (page.equals(company.pages().get(0))) {
                aspects.add(Aspect.OVERVIEW);
            }
            if (page.equals(competition)) {
                aspects.add(Aspect.COMPETITION);
            }
            indexed.add(new IndexedPage(company, page, aspects));
        }
        return indexed;
    }

    private static long rivalsIn(Page page, Company company, TextAnalyzer analyzer) {
        List<String> words = analyzer.words(page.title() + " " + page.text());
        return company.competitors().stream()
                .filter(rival -> analyzer.distinctiveWords(rival).stream().anyMatch(words::contains))
                .count();
    }
}
