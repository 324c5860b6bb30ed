package dev.tavilypipeline.bench.runs;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.SoftAssertions;

import dev.tavilypipeline.bench.facts.Fact;
import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.Service;

/** Compares the collector's envelopes and answers with the facts that were sent. */
public final class Reconciliation {

    private Reconciliation() {
    }

    /** To be called when the collector has stored and emitted everything. */
    public static void check(List<Fact> sent, Installation installation, SoftAssertions each) {
        Map<String, RunOutcome> expected = Oracle.outcomes(sent);
        EmittedEnvelopes envelopes = EmittedEnvelopes.in(installation.bootstrapServers());
        Map<String, RunOutcome> answered = answered(installation, expected.keySet());

        System.out.printf("%d runs of %d facts, sent in %d records; %d envelopes of %d revisions%n", expected.size(),
                expected.values().stream().mapToInt(RunOutcome::revision).sum(), sent.size(), envelopes.count(),
                envelopes.revisions());
        each.assertThat(RunOutcome.differences(expected, envelopes.outcomes())).as("runs whose last envelope is wrong")
                .isEmpty();
        each.assertThat(RunOutcome.differences(expected, answered)).as("runs that GET /runs/{id} answers wrong").isEmpty();
        each.assertThat(envelopes.contradictions()).as("different envelopes of one revision").isEmpty();
    }

    private static Map<String, RunOutcome> answered(Installation installation, Collection<String> runIds) {
        Map<String, RunOutcome> outcomes = new HashMap<>();
        for (String runId : runIds) {
            JsonClient.Answer answer = installation.get(Service.COLLECTOR).get("/runs/" + runId);
            if (answer.status() == 200) {
                outcomes.put(runId, RunOutcome.ofRun(answer.json(200)));
            }
        }
        return outcomes;
    }
}
