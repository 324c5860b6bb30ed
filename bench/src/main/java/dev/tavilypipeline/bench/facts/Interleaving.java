package dev.tavilypipeline.bench.facts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;

/**
 * The facts of many runs as agents write them that work side by side: those of a run in their order, those of different runs
 * in any, which is the same each time. So many runs are on their way at once: {@value #AT_ONCE}.
 */
public final class Interleaving implements Iterator<Fact> {

    private static final int AT_ONCE = 200;

    private final Random random = new Random(1);
    private final List<Iterator<Fact>> open = new ArrayList<>(AT_ONCE);
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
        while (open.size() < AT_ONCE && next < end) {
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
