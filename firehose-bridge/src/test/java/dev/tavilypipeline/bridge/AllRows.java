package dev.tavilypipeline.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.tavilypipeline.bridge.deliver.objects.LakeReader;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.localstack.firehose.FirehoseEndpoint;

/** Every row as a line, in order, so that equality is a comparison of the same things whatever their order was. */
record AllRows(List<String> runs, List<String> steps, List<String> calls) {

    static AllRows in(LakeReader lake) throws IOException {
        return sorted(lake.rows("runs").stream(), lake.rows("steps").stream(), lake.rows("calls").stream());
    }

    static AllRows in(FirehoseEndpoint firehose) {
        return sorted(firehose.lines("kpi-runs").stream(), firehose.lines("kpi-steps").stream(),
                firehose.lines("kpi-calls").stream());
    }

    static AllRows of(List<RunEnvelope> envelopes) {
        return sorted(envelopes.stream().map(e -> line(e.agentRun())),
                envelopes.stream().flatMap(e -> e.runSteps().stream()).map(AllRows::line),
                envelopes.stream().flatMap(e -> e.apiCalls().stream()).map(AllRows::line));
    }

    AllRows minus(AllRows before) {
        return sorted(without(runs, before.runs), without(steps, before.steps), without(calls, before.calls));
    }

    AllRows distinct() {
        return sorted(runs.stream().distinct(), steps.stream().distinct(), calls.stream().distinct());
    }

    private static AllRows sorted(Stream<String> runs, Stream<String> steps, Stream<String> calls) {
        return new AllRows(runs.sorted().toList(), steps.sorted().toList(), calls.sorted().toList());
    }

    private static Stream<String> without(List<String> rows, List<String> others) {
        Set<String> gone = new HashSet<>(others);
        return rows.stream().filter(row -> !gone.contains(row));
    }

    private static String line(Object row) {
        return new String(ContractJson.write(row), UTF_8);
    }
}
