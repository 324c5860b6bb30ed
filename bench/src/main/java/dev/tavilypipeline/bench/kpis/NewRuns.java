package dev.tavilypipeline.bench.kpis;

import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.tavilypipeline.bench.facts.SyntheticEnvelope;

/** Envelopes of runs that no other envelope of this bench is about. */
final class NewRuns {

    static final int CALLS_A_RUN = 4;

    private int next;

    /** Of runs that are asked for now. */
    List<SyntheticEnvelope> now(int count) {
        Instant now = Instant.now();
        return at(count, number -> now);
    }

    /** @param time when the run of a number was asked for; the numbers go on from the last envelope's */
    List<SyntheticEnvelope> at(int count, IntFunction<Instant> time) {
        int first = next;
        next += count;
        return IntStream.range(first, next).mapToObj(number -> new SyntheticEnvelope(number, time.apply(number - first)))
                .toList();
    }
}
