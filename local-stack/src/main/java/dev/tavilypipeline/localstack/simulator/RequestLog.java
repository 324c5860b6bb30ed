package dev.tavilypipeline.localstack.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last requests, in the order of their answers. */
final class RequestLog {

    static final int CAPACITY = 50_000;

    private final Deque<SimulatedRequest> requests = new ArrayDeque<>();
    private long sequence;

    synchronized long nextSequence() {
        return ++sequence;
    }

    synchronized void add(SimulatedRequest request) {
        if (requests.size() == CAPACITY) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    synchronized List<SimulatedRequest> all() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
    }
}
