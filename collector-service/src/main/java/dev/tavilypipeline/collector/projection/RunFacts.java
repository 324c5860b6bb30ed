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
 * The facts of one run, sorted by what they say. What it tells depends on the set of facts alone, not on the order in which
 * they were added. Not for several threads.
 */
public final class RunFacts {

    /**
     * In characters: what a run's facts, envelope and document may take is bounded by what a record and a document may. With
     * three bytes a character and two replicas that add as much at once it is still far below.
     */
    static final int ROOM = 512 * 1024;

    private final Set<String> keys = new HashSet<>();
    private int taken;
    private final Map<String, ResearchJob> jobs = new TreeMap<>();
    private final TreeSet<Instant> abandonments = new TreeSet<>();
    /** By execution_id as text, so that the first is the one that was taken up first. */
    private final TreeMap<String, Execution> executions = new TreeMap<>();
    private boolean cancelRequested;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    public static RunFacts of(Collection<Fact> facts) {
        RunFacts sorted = new RunFacts();
        facts.forEach(sorted::add);
        return sorted;
    }

    /** Whether it may be added; one that is there already always may. */
    public boolean hasRoomFor(Fact fact) {
        return size(fact) <= ROOM - taken || keys.contains(fact.key());
    }

    private static int size(Fact fact) {
        return fact.key().length() + fact.json().length();
    }

    /** @return whether it is new */
    public boolean add(Fact fact) {
        if (!keys.add(fact.key())) {
            return false;
        }
        taken += size(fact);
        if (fact instanceof Fact.Job job) {
            jobs.put(job.key(), job.job());
            happened(job.job().requestedAt());
        } else if (fact instanceof Fact.Cancellation cancellation) {
            add(cancellation.request());
        } else if (fact instanceof Fact.Event event) {
            add(event.event());
        }
        return true;
    }

    private void add(CancelRequested request) {
        cancelRequested = true;
        happened(request.requestedAt());
    }

    private void add(RunEvent event) {
        executions.computeIfAbsent(event.executionId().toString(), id -> new Execution(event.executionId())).add(event);
        if (event instanceof RunAbandoned abandoned) {
            abandonments.add(abandoned.occurredAt());
        } else {
            happened(event.occurredAt());
        }
    }

    private void happened(Instant at) {
        first = at.isBefore(first) ? at : first;
        last = at.isAfter(last) ? at : last;
    }

    /** How many they are long, keys and all. */
    public int characters() {
        return taken;
    }

    /** How many there are, those of a type not known here too. */
    public int count() {
        return keys.size();
    }

    /** Of several jobs under one run_id, the one asked for first; where none was read yet, what the execution repeats. */
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

    /** When the run fell silent, as was found first. */
    Optional<Instant> abandonedAt() {
        return abandonments.stream().findFirst();
    }

    /** When something was last heard of the run itself, its abandonment aside; null if nothing was. */
    Instant lastFactAt() {
        return last.equals(Instant.MIN) ? null : last;
    }

    /** When something was first heard of the run itself; null if nothing was. */
    Instant firstFactAt() {
        return first.equals(Instant.MAX) ? null : first;
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
