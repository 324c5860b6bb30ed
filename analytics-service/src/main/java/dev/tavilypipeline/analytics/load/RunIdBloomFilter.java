package dev.tavilypipeline.analytics.load;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A Bloom filter of run ids: {@link #mayContain} is always true for an id that was added, and for one in a million others. It
 * takes 30 bits an id, and grows by slices of 1 MiB. Once it is full, every id may be in it, and it takes no memory any more.
 */
final class RunIdBloomFilter {

    private static final int SLICE_BITS = 1 << 23;
    private static final int BITS_AN_ID = 30;
    private static final int HASHES = 20;

    private final List<long[]> slices = new ArrayList<>();
    private final int maxSlices;
    private int inLast = SLICE_BITS;
    private boolean full;

    /** @param maxMebibytes of memory that it may take */
    RunIdBloomFilter(int maxMebibytes) {
        this.maxSlices = maxMebibytes;
    }

    boolean isFull() {
        return full;
    }

    void add(UUID id) {
        if (mayContain(id)) {
            return;
        }
        if (inLast >= SLICE_BITS / BITS_AN_ID) {
            if (slices.size() >= maxSlices) {
                full = true;
                slices.clear();
                return;
            }
            slices.add(new long[SLICE_BITS / Long.SIZE]);
            inLast = 0;
        }
        inLast++;
        long[] last = slices.get(slices.size() - 1);
        long hash = first(id);
        long step = step(id);
        for (int i = 0; i < HASHES; i++, hash += step) {
            last[word(hash)] |= 1L << hash;
        }
    }

    boolean mayContain(UUID id) {
        if (full) {
            return true;
        }
        long hash = first(id);
        long step = step(id);
        for (long[] slice : slices) {
            if (contains(slice, hash, step)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(long[] slice, long first, long step) {
        long hash = first;
        for (int i = 0; i < HASHES; i++, hash += step) {
            if ((slice[word(hash)] & 1L << hash) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int word(long hash) {
        return (int) (hash & SLICE_BITS - 1) >>> 6;
    }

    private static long first(UUID id) {
        return mix(id.getMostSignificantBits() + Long.rotateLeft(mix(id.getLeastSignificantBits()), 17));
    }

    /** Odd, so that no bit is met twice. */
    private static long step(UUID id) {
        return mix(id.getLeastSignificantBits() ^ id.getMostSignificantBits() * 31) | 1;
    }

    /** Ids share bits: their version, and the time of those that are made at one time. */
    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 33) * 0xFF51_AFD7_ED55_8CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CE_B9FE_1A85_EC53L;
        return mixed ^ mixed >>> 33;
    }
}
