package dev.tavilypipeline.agent.worker;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The runs of one partition: which are finished, which are cancelled, and how often they were started. Thread-safe. */
final class PartitionHistory {

    private final Map<UUID, RunState> runs = new HashMap<>();
    private Instant loadingFrom = Instant.MAX;
    private Instant loadedFrom = Instant.MAX;

    /** @param traceparent of the execution; null if it is not traced */
    synchronized void started(UUID runId, String executionKey, String traceparent, Instant at) {
        RunState state = stateOf(runId, at);
        if (!state.finished) {
            state.executions.add(executionKey);
            state.latestExecution = traceparent;
        }
    }

    /** @param credits null if they are not known */
    synchronized void called(UUID runId, UUID callId, BigDecimal credits, Instant at) {
        RunState state = stateOf(runId, at);
        if (!state.finished && credits != null && credits.signum() > 0) {
            state.credits.put(callId, credits);
        }
    }

    synchronized void finished(UUID runId, Instant at) {
        RunState state = stateOf(runId, at);
        state.finished = true;
        state.executions = Set.of(); // nobody asks any more
        state.credits = Map.of();
        state.latestExecution = null;
    }

    synchronized void cancelled(UUID runId, Instant at) {
        stateOf(runId, at).cancelled = true;
    }

    private RunState stateOf(UUID runId, Instant at) {
        RunState state = runs.computeIfAbsent(runId, id -> new RunState());
        state.lastFactAt = at;
        return state;
    }

    synchronized boolean isFinished(UUID runId) {
        return runs.containsKey(runId) && runs.get(runId).finished;
    }

    synchronized boolean isCancelled(UUID runId) {
        return runs.containsKey(runId) && runs.get(runId).cancelled;
    }

    synchronized int unfinishedExecutions(UUID runId) {
        return runs.containsKey(runId) && !runs.get(runId).finished ? runs.get(runId).executions.size() : 0;
    }

    /** What the calls of a run that is not finished have cost so far. */
    synchronized BigDecimal spentCredits(UUID runId) {
        return runs.containsKey(runId)
                ? runs.get(runId).credits.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add)
                : BigDecimal.ZERO;
    }

    synchronized String latestExecution(UUID runId) {
        return runs.containsKey(runId) ? runs.get(runId).latestExecution : null;
    }

    /** Nothing counts as read any more. */
    synchronized void unload() {
        loadingFrom = Instant.MAX;
        loadedFrom = Instant.MAX;
    }

    synchronized boolean isLoading() {
        return !loadingFrom.equals(Instant.MAX);
    }

    synchronized boolean isLoadingFrom(Instant since) {
        return !since.isBefore(loadingFrom);
    }

    synchronized void startLoading(Instant since) {
        loadingFrom = since;
    }

    synchronized void loaded(Instant since) {
        loadedFrom = since.isBefore(loadedFrom) ? since : loadedFrom;
    }

    /** Whether all facts since then have been read, up to a moment ago. */
    synchronized boolean isLoadedFrom(Instant since) {
        return !since.isBefore(loadedFrom);
    }

    /** Older facts are read again if a job needs them. */
    synchronized void forgetBefore(Instant time) {
        if (loadedFrom.isBefore(time)) {
            runs.values().removeIf(state -> state.lastFactAt.isBefore(time));
            loadedFrom = time;
            loadingFrom = time;
        }
    }

    private static final class RunState {

        private Set<String> executions = new HashSet<>();
        private Map<UUID, BigDecimal> credits = new HashMap<>(4);
        private String latestExecution;
        private Instant lastFactAt = Instant.MIN;
        private boolean finished;
        private boolean cancelled;
    }
}
