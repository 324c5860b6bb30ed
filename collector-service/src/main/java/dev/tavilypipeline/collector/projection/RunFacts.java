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
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;

/**
 * The facts of one run, sorted by type. The result depends on the set of facts alone, not on the order in which they were
 * added. Not thread-safe.
 */
public final class RunFacts {

    /**
     * Bytes of a run's facts, enough for more than 1,000 calls. The envelope fits into the largest record even if two replicas
     * at once add as much.
     */
    static final int MAX_BYTES = 1024 * 1024;

    /** Beyond {@link #MAX_BYTES} for the facts that start and end a run, so that a run with too many others ends too. */
    static final int RESERVED_BYTES = 256 * 1024;

    private final Set<String> keys = new HashSet<>();
    private int bytes;
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
        return bytesOf(fact) <= maxBytes(fact) - bytes || keys.contains(fact.key());
    }

    private int maxBytes(Fact fact) {
        Object content = fact.content();
        if (content instanceof RunAbandoned && abandonments.isEmpty()) {
            return Integer.MAX_VALUE; // the last resort of a run whose end does not fit
        }
        boolean startsOrEnds = content instanceof ResearchJob || content instanceof CancelRequested
                || content instanceof RunStarted || content instanceof RunFinished || content instanceof RunAbandoned;
        return startsOrEnds ? MAX_BYTES + RESERVED_BYTES : MAX_BYTES;
    }

    private static int bytesOf(Fact fact) {
        return fact.key().length() + fact.size();
    }

    /** @return whether the fact is new */
    public boolean add(Fact fact) {
        if (!keys.add(fact.key())) {
            return false;
        }
        bytes += bytesOf(fact);
        if (fact.content() instanceof ResearchJob job) {
            jobs.put(fact.key(), job);
        } else if (fact.content() instanceof CancelRequested) {
            cancelRequested = true;
        } else if (fact.content() instanceof RunEvent event) {
            executions.computeIfAbsent(event.executionId().toString(), id -> new Execution(event.executionId())).add(event);
        }
        if (fact.content() instanceof RunAbandoned) {
            abandonments.add(fact.time());
        } else if (fact.time() != null) {
            occurred(fact.time());
        }
        return true;
    }

    private void occurred(Instant at) {
        first = at.isBefore(first) ? at : first;
        last = at.isAfter(last) ? at : last;
    }

    /** Bytes of all facts, keys included. */
    public int bytes() {
        return bytes;
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

    /** Whether a job or an execution is known, and not only a cancellation or facts of unknown types. */
    public boolean isKnown() {
        return hasJob() || !executions.isEmpty();
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
