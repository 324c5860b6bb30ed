package dev.tavilypipeline.bench.runs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The facts of many runs at once, as an untidy world sends them: interleaved, some twice, some out of order, some seconds after
 * their run's end. The same seed gives the same order.
 */
public final class Traffic {

    private static final int OPEN_RUNS = 60;
    /** At the rate of the load a few seconds. */
    private static final int HELD_BACK = 40;

    /** What is still to be sent of a run, and what of it only after its end. */
    private record OpenRun(Deque<SentFact> facts, List<SentFact> late) {
    }

    private final Random random;
    private final List<OpenRun> open = new ArrayList<>();
    private final Deque<SentFact> heldBack = new ArrayDeque<>();

    public Traffic(long seed) {
        random = new Random(seed);
    }

    /** There is always another one. */
    SentFact next() {
        if (heldBack.size() > HELD_BACK) {
            return heldBack.remove();
        }
        while (open.size() < OPEN_RUNS) {
            open.add(anyRun());
        }
        return ofAnOpenRun();
    }

    /** The next one of the runs that have begun; empty when all facts of all runs have been handed out. */
    Optional<SentFact> nextOfTheRest() {
        return open.isEmpty() ? Optional.ofNullable(heldBack.poll()) : Optional.of(ofAnOpenRun());
    }

    private OpenRun anyRun() {
        List<SentFact> facts = new ArrayList<>(RunStory.anyRun(random));
        List<SentFact> late = new ArrayList<>();
        if (random.nextInt(4) == 0) {
            Collections.shuffle(facts, random);
        }
        if (random.nextInt(8) == 0) {
            late.add(facts.remove(random.nextInt(facts.size())));
            late.add(facts.remove(random.nextInt(facts.size())));
        }
        return new OpenRun(new ArrayDeque<>(facts), late);
    }

    private SentFact ofAnOpenRun() {
        OpenRun run = open.get(random.nextInt(open.size()));
        SentFact fact = run.facts().remove();
        int chance = random.nextInt(50);
        if (chance == 0) {
            run.facts().addFirst(fact);
        } else if (chance < 3) {
            heldBack.add(fact);
        }
        if (run.facts().isEmpty()) {
            open.remove(run);
            heldBack.addAll(run.late());
        }
        return fact;
    }
}
