package dev.tavilypipeline.collector.assemble;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunAbandoned;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.kit.json.ContractJson;

/**
 * The facts of one run, sorted by what they say. The result depends on the set of facts alone, not on their order.
 */
final class RunFacts {

    private final Map<String, ResearchJob> jobs = new TreeMap<>();
    private final List<CancelRequested> cancellations = new ArrayList<>();
    private final List<RunAbandoned> abandonments = new ArrayList<>();
    /** By execution_id as text, so that the first is the one that was taken up first. */
    private final TreeMap<String, Execution> executions = new TreeMap<>();
    private final int count;

    private RunFacts(int count) {
        this.count = count;
    }

    static RunFacts of(Collection<Fact> facts) {
        RunFacts sorted = new RunFacts(facts.size());
        facts.stream().sorted(Comparator.comparing(Fact::key)).forEach(sorted::add);
        return sorted;
    }

    private void add(Fact fact) {
        byte[] json = fact.json().getBytes(UTF_8);
        if (fact.key().startsWith(Fact.JOB_PREFIX)) {
            jobs.put(fact.key(), ContractJson.read(json, ResearchJob.class));
        } else if (fact.key().startsWith(Fact.CANCELLATION_PREFIX)) {
            cancellations.add(ContractJson.read(json, CancelRequested.class));
        } else {
            JsonNode tree = ContractJson.readTree(json);
            if (RunEventTypes.isKnown(tree)) {
                add(ContractJson.convert(tree, RunEvent.class));
            }
        }
    }

    private void add(RunEvent event) {
        executions.computeIfAbsent(event.executionId().toString(), id -> new Execution(event.executionId())).add(event);
        if (event instanceof RunAbandoned abandoned) {
            abandonments.add(abandoned);
        }
    }

    /** All of them, those of a type not known here too. */
    int count() {
        return count;
    }

    /** Of several jobs under one run_id, the one asked for first; where none was read yet, what the execution repeats. */
    Optional<ResearchJob> job() {
        return jobs.entrySet().stream()
                .min(Comparator.comparing((Map.Entry<String, ResearchJob> e) -> e.getValue().requestedAt())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getValue)
                .or(() -> executions.values().stream().filter(e -> e.started != null).map(e -> e.started.job()).findFirst());
    }

    boolean cancelRequested() {
        return !cancellations.isEmpty();
    }

    /** When the run fell silent, as was found first. */
    Optional<Instant> abandonedAt() {
        return abandonments.stream().map(RunAbandoned::occurredAt).min(Comparator.naturalOrder());
    }

    Collection<Execution> executions() {
        return executions.values();
    }

    /** The execution that the envelope tells: the first that finished, else the latest. */
    Optional<Execution> told() {
        return executions.values().stream().filter(e -> e.finished != null).findFirst()
                .or(() -> Optional.ofNullable(executions.lastEntry()).map(Map.Entry::getValue));
    }
}
