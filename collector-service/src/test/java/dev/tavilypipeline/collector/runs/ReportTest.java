package dev.tavilypipeline.collector.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.Projection;
import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.contract.ResearchResult;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.kit.json.ContractJson;

class ReportTest {

    private static final URI ACME = URI.create("https://acme.example");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "[free](https://evil.example)        | \\[free\\]\\(https\\://evil.example\\)",
            "![x](https://evil.example/x.png)    | !\\[x\\]\\(https\\://evil.example/x.png\\)",
            "as proven [7]                       | as proven \\[7\\]",
            "[1]: https://evil.example           | \\[1\\]: https\\://evil.example",
            "<a href=x>                          | \\<a href=x\\>",
            "see https://evil.example and WWW.evil.example | see https\\://evil.example and WWW\\.evil.example",
            "write to a@evil.example             | write to a\\@evil.example",
            "# heading                           | \\# heading",
            "- item                              | \\- item",
            "1. item                             | 1\\. item",
            "3.5 billion                         | 3.5 billion",
            "*bold* _it_ ~~no~~                  | \\*bold\\* \\_it\\_ \\~\\~no\\~\\~",
            "&amp; &#60; A & W                   | \\&amp; &\\#60; A & W",
            "C:\\Acme                            | C:\\\\Acme",
            "?What If!                           | ?What If!" })
    void shouldLetNoTextFormatAnything(String text, String markdown) {
        assertThat(report(text, "An overview", List.of())).startsWith("# " + markdown + "\n");
        assertThat(report("Acme", text, List.of())).contains("\n## Overview\n\n" + markdown + "\n");
        assertThat(report("Acme", "x", List.of(source(text, ACME))))
                .contains("\n1. " + markdown + " <https://acme.example>\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "20|20 Research", "Toys \"R\" Us", "A & W Tiefbau GmbH", "Ünïcødé 𝐀" })
    void shouldShowANameAsItIs(String name) {
        assertThat(report(name, "x", List.of())).startsWith("# " + name + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\nb", "a\r\nb", "a\u2028b", "a\u2029b", "a\u0085b", "a\u000bb", "a \t b" })
    void shouldKeepTextInOneLine(String text) {
        assertThat(report(text, "x", List.of())).startsWith("# a b\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u0000", "\u0007" })
    void shouldLeaveOutMarksThatChangeTheDirection(String mark) {
        assertThat(report("moc" + mark + ".live", "x", List.of(source("a" + mark + "b", ACME))))
                .startsWith("# moc.live\n").contains("1. ab <");
    }

    @Test
    void shouldSayThatACostIsALowerBound() {
        SampleRun run = SampleRun.numbered(1);
        Fact priced = SampleRun.fact(run.call(1, StepName.SEARCH_OVERVIEW));
        Fact unpriced = Fact.stored(run.runId, "another call", new String(ContractJson.write(run.call(2, StepName.SUMMARIZE)),
                StandardCharsets.UTF_8).replace("\"cost_usd\":0.008", "\"cost_usd\":null"));

        assertThat(report(run, List.of(priced))).contains(" out, 0.008 USD;");
        assertThat(report(run, List.of(priced, unpriced))).contains(" out, at least 0.008 USD;");
    }

    @Test
    void shouldReplaceHalfASurrogatePair() throws CharacterCodingException {
        String half = "\ud83d";

        String report = report("Acme " + half, "cut " + half,
                List.of(source("title " + half, URI.create("https://acme.example/p/" + half))));

        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(report));
        assertThat(report).contains("# Acme ?\n", "cut ?\n", "title ? <https://acme.example/p/%EF%BF%BD>");
    }

    @ParameterizedTest
    @ValueSource(strings = { "javascript:alert(1)", "data:text/html,x", "relative" })
    void shouldLinkAddressesOfTheWebOnly(String address) {
        assertThat(report("Acme", "x", List.of(source("t", URI.create(address))))).doesNotContain("<");
    }

    @Test
    void shouldWriteTheSameReportUnderEveryLocale() {
        Locale before = Locale.getDefault();
        String report = report("Acme", "An overview", List.of(source("t", ACME)));
        try {
            for (String tag : List.of("ar-EG-u-nu-arab", "tr-TR", "fa-IR-u-nu-arabext")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(report("Acme", "An overview", List.of(source("t", ACME)))).isEqualTo(report);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static ResearchResult.Source source(String title, URI url) {
        return new ResearchResult.Source(1, title, url, 0.9);
    }

    private static String report(String company, String overview, List<ResearchResult.Source> sources) {
        SampleRun run = SampleRun.numbered(1);
        RunFinished finished = run.finished(1, RunStatus.SUCCESS, 0, 0);
        RunFinished end = new RunFinished(finished.runId(), finished.executionId(), finished.occurredAt(),
                finished.startedAt(), finished.status(), finished.totalLatencyMs(), 0, 0, null, null,
                new ResearchResult(company, "Tools", overview, null, sources));
        // what is parsed from JSON may have halves of surrogate pairs that JSON cannot be written with
        Fact fact = new Fact(run.runId, end.factKey(), end, end.occurredAt(), "{}", 2);
        return report(run, List.of(fact));
    }

    private static String report(SampleRun run, List<Fact> facts) {
        return Report.of(Projection.of(run.runId, RunFacts.of(facts), Instant.EPOCH));
    }
}
