package dev.tavilypipeline.localstack.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnowledgeTest {

    private static final List<Company> COMPANIES = Knowledge.companies();
    private static final Knowledge KNOWLEDGE = new Knowledge(COMPANIES);

    @Test
    void shouldKnowManyCompaniesOfManyIndustries() {
        assertThat(COMPANIES).hasSizeGreaterThanOrEqualTo(120);
        assertThat(COMPANIES.stream().map(Company::industry).distinct()).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void shouldRankTheCompanysIntroductionFirst() {
        List<String> titles = titles("OpenAI company overview", 5);

        assertThat(titles.get(0)).isEqualTo("About OpenAI");
        assertThat(titles.subList(0, 3)).allMatch(title -> title.contains("OpenAI"));
    }

    @Test
    void shouldRankCompetitionBeforeTheRestWhenAskedForIt() {
        List<String> titles = titles("OpenAI competitors market", 5);

        assertThat(titles.get(0)).isEqualTo("OpenAI's competitors and market");
        assertThat(companiesOf(titles)).contains("Anthropic");
    }

    @Test
    void shouldFindEveryCompanysOwnPagesFirst() {
        assertThat(COMPANIES).allSatisfy(company -> {
            List<Hit> hits = KNOWLEDGE.search(company.name() + " company overview", 5);
            assertThat(hits).hasSizeGreaterThanOrEqualTo(3);
            assertThat(hits.get(0).page()).isEqualTo(company.pages().get(0));
            assertThat(company.pages()).contains(hits.get(1).page(), hits.get(2).page());
        });
    }

    @Test
    void shouldFindEveryCompanysCompetition() {
        assertThat(COMPANIES).allSatisfy(
                company -> assertThat(company.pages())
                        .contains(KNOWLEDGE.search(company.name() + " competitors market", 5).get(0)
                                .page()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "company overview", "competitors market", "the market of the company", "", "  ?  ",
            "Zzyzx Widgets company overview", "Zzyzx Widgets competitors market", "Quuxcorp", "San Miguel company overview",
            "Acme Electric company overview", "Blue Bottle Coffee competitors market" })
    void shouldFindNothingForWhatIsNotKnown(String query) {
        assertThat(KNOWLEDGE.search(query, 5)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "google,Alphabet", "J.P. Morgan,JPMorgan Chase", "at&t,AT&T", "loreal,L'Oréal", "nestle,Nestlé",
            "home depot,The Home Depot", "MSFT,Microsoft", "kuhne nagel,Kuehne+Nagel" })
    void shouldFindACompanyByItsOtherNames(String query, String company) {
        assertThat(companiesOf(titles(query + " company overview", 1))).containsExactly(company);
    }

    @Test
    void shouldScoreByHowMuchOfTheQueryFits() {
        double itself = KNOWLEDGE.search("OpenAI company overview", 1).get(0).score();
        double aWordUnknown = KNOWLEDGE.search("OpenAI flibbertigibbet company overview", 1).get(0).score();
        double another = KNOWLEDGE.search("OpenAI company overview", 20).stream()
                .filter(hit -> !hit.page().title().contains("OpenAI")).findFirst().orElseThrow().score();

        assertThat(itself).isBetween(0.9, 1.0);
        assertThat(aWordUnknown).isLessThan(0.7);
        assertThat(another).isBetween(0.1, 0.6);
    }

    @Test
    void shouldReturnNoMoreThanAskedFor() {
        assertThat(KNOWLEDGE.search("OpenAI", 2)).hasSize(2);
        assertThat(KNOWLEDGE.search("OpenAI", 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "openai,OpenAI,Artificial Intelligence", "Meta,Meta Platforms,Entertainment & Media",
            "vw,Volkswagen,Automotive", "Tesla cars,Tesla,Automotive", "Deutsche Bank AG,Deutsche Bank,Banking" })
    void shouldIdentifyTheCompanyThatIsNamed(String subject, String name, String industry) {
        String prompt = "Company: " + subject + "\n\nSources:\n\n[1] Anthropic and Google\nAnthropic is not it.";

        Identity identity = KNOWLEDGE.identify(prompt);

        assertThat(identity).isEqualTo(new Identity(name, industry));
    }

    @Test
    void shouldTellNoIndustryOfACompanyKnownByNameAlone() {
        assertThat(KNOWLEDGE.identify("Company: chevron")).isEqualTo(new Identity("Chevron", null));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Company: Zzyzx Widgets\n\nSources:\n\n[1] About OpenAI", "", "San Miguel" })
    void shouldNotIdentifyWhatIsNotKnown(String prompt) {
        assertThat(KNOWLEDGE.identify(prompt)).isEqualTo(Identity.UNKNOWN);
    }

    @Test
    void shouldIdentifyTheCompanyNamedFirstInATextWithoutASubject() {
        assertThat(KNOWLEDGE.identify("Who are the rivals of Stripe, and is PayPal one?").companyName()).isEqualTo("Stripe");
    }

    private static List<String> titles(String query, int limit) {
        return KNOWLEDGE.search(query, limit).stream().map(hit -> hit.page().title()).toList();
    }

    private static List<String> companiesOf(List<String> titles) {
        return titles.stream().flatMap(title -> COMPANIES.stream()
                .filter(company -> company.pages().stream().anyMatch(page -> page.title().equals(title)))
                .map(Company::name)).collect(Collectors.toList());
    }
}
