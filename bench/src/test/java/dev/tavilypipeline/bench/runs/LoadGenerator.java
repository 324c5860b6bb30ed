package dev.tavilypipeline.bench.runs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import dev.tavilypipeline.bench.facts.Fact;

/**
 * Generates the facts of many runs as a faulty world delivers them: runs are mixed, some facts come twice, some out of order,
 * some seconds after the end of their run. The same seed gives the same order.
 */
public final class LoadGenerator {

    private static final int OPEN_RUNS = 60;
    /** How many facts are delayed at a time: a few seconds' worth. */
    private static final int MAX_DELAYED = 40;

    /**
     * A run that is being sent.
     *
     * @param facts to be sent
     * @param late to be sent after all others
     */
    private record OpenRun(Deque<Fact> facts, List<Fact> late) {
    }

    private final Random random;
    private final List<OpenRun> open = new ArrayList<>();
    private final Deque<Fact> delayed = new ArrayDeque<>();

    public LoadGenerator(long seed) {
        random = new Random(seed);
    }

    /** The next fact; there is no end. */
    Fact next() {
        if (delayed.size() > MAX_DELAYED) {
            return delayed.remove();
        }
        while (open.size() < OPEN_RUNS) {
            open.add(newRun());
        }
        return nextOfOpenRuns();
    }

    /** The next fact of the runs that have started; empty when all their facts are sent. */
    Optional<Fact> nextOfStartedRuns() {
        return open.isEmpty() ? Optional.ofNullable(delayed.poll()) : Optional.of(nextOfOpenRuns());
    }

    private OpenRun newRun() {
        List<Fact> facts = new ArrayList<>(RunFactsGenerator.randomRun(random));
        List<Fact> late = new ArrayList<>();
        if (random.nextInt(4) == 0) {
            Collections.shuffle(facts, random);
        }
        if (random.nextInt(8) == 0) {
            late.add(facts.remove(random.nextInt(facts.size())));
            late.add(facts.remove(random.nextInt(facts.size())));
        }
        return new OpenRun(new ArrayDeque<>(facts), late);
    }

    private Fact nextOfOpenRuns() {
        OpenRun run = open.get(random.nextInt(open.size()));
        Fact fact = run.facts().remove();
        int chance = random.nextInt(50);
        if (chance == 0) {
            run.facts().addFirst(fact);
        } else if (chance < 3) {
            delayed.add(fact);
        }
        if (run.facts().isEmpty()) {
            open.remove(run);
            delayed.addAll(run.late());
        }
        return fact;
    }
}
