package dev.tavilypipeline.collector.projection;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunAbandoned;
import dev.tavilypipeline.contract.RunEvent;

/**
 * The facts of one run, sorted by type. The result depends on the set of facts alone, not on the order in which they were
 * added. Not thread-safe.
 */
public final class RunFacts {

    /**
     * Bounds envelope and document of a run below the largest record and the largest document, even with three bytes a
     * character and two replicas that add as much at once.
     */
    static final int MAX_CHARACTERS = 512 * 1024;

    private final Set<String> keys = new HashSet<>();
    private int characters;
    private final Map<String, ResearchJob> jobs = new TreeMap<>();
    private final TreeSet<Instant> abandonments = new TreeSet<>();
    /** By execution_id as text: a UUIDv7, so that the first entry is the execution that started first. */
    private final TreeMap<String, Execution> executions = new TreeMap<>();
    private boolean cancelRequested;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    public static RunFacts of(Collection<Fact> facts) {
        RunFacts sorted = new RunFacts();
        facts.forEach(sorted::add);
        return sorted;
    }

    /** Whether the fact may be added. One that is there already always fits. */
    public boolean fits(Fact fact) {
        return charactersOf(fact) <= MAX_CHARACTERS - characters || keys.contains(fact.key());
    }

    private static int charactersOf(Fact fact) {
        return fact.key().length() + fact.json().length();
    }

    /** @return whether the fact is new */
    public boolean add(Fact fact) {
        if (!keys.add(fact.key())) {
            return false;
        }
        characters += charactersOf(fact);
        if (fact instanceof Fact.Job job) {
            jobs.put(job.key(), job.job());
            occurred(job.job().requestedAt());
        } else if (fact instanceof Fact.Cancellation cancellation) {
            add(cancellation.request());
        } else if (fact instanceof Fact.Event event) {
            add(event.event());
        }
        return true;
    }

    private void add(CancelRequested request) {
        cancelRequested = true;
        occurred(request.requestedAt());
    }

    private void add(RunEvent event) {
        executions.computeIfAbsent(event.executionId().toString(), id -> new Execution(event.executionId())).add(event);
        if (event instanceof RunAbandoned abandoned) {
            abandonments.add(abandoned.occurredAt());
        } else {
            occurred(event.occurredAt());
        }
    }

    private void occurred(Instant at) {
        first = at.isBefore(first) ? at : first;
        last = at.isAfter(last) ? at : last;
    }

    /** Characters of all facts, keys included. */
    public int characters() {
        return characters;
    }

    /** Number of facts, those of unknown types included. */
    public int count() {
        return keys.size();
    }

    /** Of several jobs under one run_id the one requested first; without a job its copy in {@code run_started}. */
    Optional<ResearchJob> job() {
        return jobs.entrySet().stream()
                .min(Comparator.comparing((Map.Entry<String, ResearchJob> e) -> e.getValue().requestedAt())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getValue)
                .or(() -> executions.values().stream().filter(e -> e.started != null).map(e -> e.started.job()).findFirst());
    }

    boolean hasJob() {
        return !jobs.isEmpty();
    }

    boolean cancelRequested() {
        return cancelRequested;
    }

    /** The earliest time at which the run was declared abandoned. */
    Optional<Instant> abandonedAt() {
        return abandonments.stream().findFirst();
    }

    /** Time of the latest fact, {@code run_abandoned} aside; null if there is none. */
    Instant lastFactAt() {
        return last.equals(Instant.MIN) ? null : last;
    }

    /** Time of the earliest fact, {@code run_abandoned} aside; null if there is none. */
    Instant firstFactAt() {
        return first.equals(Instant.MAX) ? null : first;
    }

    Collection<Execution> executions() {
        return executions.values();
    }

    /** The execution that the run's row and steps come from: the first that finished, else the latest. */
    Optional<Execution> canonicalExecution() {
        return executions.values().stream().filter(e -> e.finished != null).findFirst()
                .or(() -> Optional.ofNullable(executions.lastEntry()).map(Map.Entry::getValue));
    }
}
