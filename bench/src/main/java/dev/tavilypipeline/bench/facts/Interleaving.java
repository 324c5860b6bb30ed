package dev.tavilypipeline.bench.facts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;

/**
 * The facts of many runs, as agents that work in parallel write them: the facts of one run stay in their order, those of
 * {@value #OPEN_RUNS} runs at a time are mixed. The order is the same each time.
 */
public final class Interleaving implements Iterator<Fact> {

    private static final int OPEN_RUNS = 200;

    private final Random random = new Random(1);
    private final List<Iterator<Fact>> open = new ArrayList<>(OPEN_RUNS);
    private final int end;
    private int next;

    /** @param first the first run's number */
    public Interleaving(int first, int runs) {
        this.next = first;
        this.end = first + runs;
    }

    @Override
    public boolean hasNext() {
        return !open.isEmpty() || next < end;
    }

    @Override
    public Fact next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        while (open.size() < OPEN_RUNS && next < end) {
            open.add(new SyntheticRun(next++, Instant.now()).facts().iterator());
        }
        int chosen = random.nextInt(open.size());
        Fact fact = open.get(chosen).next();
        if (!open.get(chosen).hasNext()) {
            open.set(chosen, open.get(open.size() - 1));
            open.remove(open.size() - 1);
        }
        return fact;
    }
}
