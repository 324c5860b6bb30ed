package dev.tavilypipeline.bench.runs;

import java.util.List;
import java.util.Map;

import org.assertj.core.api.SoftAssertions;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Service;

/** Compares what the collector tells of every run with what was sent of it. */
public final class Reckoning {

    private Reckoning() {
    }

    /** Of a collector that has nothing left to do. */
    public static void of(List<SentFact> sent, Installation installation, SoftAssertions each) {
        Map<String, Outcome> expected = Oracle.of(sent);
        Envelopes envelopes = Envelopes.in(installation.stack().kafka().bootstrapServers());
        Map<String, Outcome> shown = new RunsApi(installation.get(Service.COLLECTOR).uri()).outcomes(expected.keySet());

        System.out.printf("%d runs of %d facts, sent in %d records; %d envelopes of %d revisions%n", expected.size(),
                expected.values().stream().mapToInt(Outcome::revision).sum(), sent.size(), envelopes.count(),
                envelopes.revisions());
        each.assertThat(Outcome.differences(expected, envelopes.outcomes())).as("runs whose latest envelope is another")
                .isEmpty();
        each.assertThat(Outcome.differences(expected, shown)).as("runs that GET /runs/{id} shows otherwise").isEmpty();
        each.assertThat(envelopes.contradictions()).as("two contents of one revision").isEmpty();
    }
}
