package dev.tavilypipeline.analytics.load;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.jboss.logging.Logger;

import dev.tavilypipeline.analytics.load.ObjectSource.Listing;
import dev.tavilypipeline.analytics.warehouse.duckdb.DuckDbWarehouse;

/**
 * Finds objects that the warehouse does not have, by key and ETag, and loads them. Each scan looks at the newest hours and at
 * hours in the future, because producers may set future timestamps. Every {@link #LATE_EVERY} a scan also looks at the last
 * {@link #LATE} and tries failed objects again; at first and then once in {@code fullScanEvery}, at all hours.
 */
final class LakeScan {

    static final Duration RECENT = Duration.ofHours(2);
    static final Duration LATE = Duration.ofDays(2);
    static final Duration LATE_EVERY = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(LakeScan.class);
    private static final Duration MAX_CLOCK_SKEW = Duration.ofHours(1);
    private static final int PAGE = 1_000;

    private final ObjectSource source;
    private final DuckDbWarehouse warehouse;
    private final ObjectLoader loader;
    private final LoadMetrics metrics;
    private final ParallelBatches batches = new ParallelBatches();
    private final Clock clock;
    private final Duration fullScanEvery;
    private Instant fullScanDue = Instant.MIN;
    private Instant lateScanDue = Instant.MIN;
    private UUID file;

    LakeScan(ObjectSource source, DuckDbWarehouse warehouse, LoadMetrics metrics, Clock clock, Duration fullScanEvery) {
        this.source = source;
        this.warehouse = warehouse;
        this.loader = new ObjectLoader(source, warehouse, clock);
        this.metrics = metrics;
        this.clock = clock;
        this.fullScanEvery = fullScanEvery;
    }

    /** @return false if it was stopped before its end; what it loaded until then is loaded */
    boolean run(BooleanSupplier stopped) throws IOException {
        Instant start = clock.instant();
        UUID current = warehouse.fileId();
        if (!current.equals(file)) {
            // a new one, or one that was emptied: all that there is has to be found again
            file = current;
            fullScanDue = Instant.MIN;
        }
        boolean full = !start.isBefore(fullScanDue);
        boolean late = full || !start.isBefore(lateScanDue);
        // the newest figures first, even while a new warehouse is filled
        boolean complete = scan(Hours.of(start.minus(RECENT)), false, Instant.EPOCH, stopped)
                && (!late || scan(full ? Hours.FIRST : Hours.of(start.minus(LATE)), true, start, stopped));
        if (complete && late) {
            lateScanDue = start.plus(LATE_EVERY);
        }
        if (complete && full) {
            fullScanDue = start.plus(fullScanEvery);
        }
        return complete && current.equals(warehouse.fileId());
    }

    /** @param retryFailedBefore objects whose last attempt failed before that are loaded again */
    private boolean scan(String fromHour, boolean all, Instant retryFailedBefore, BooleanSupplier stopped)
            throws IOException {
        for (LakeTable table : LakeTable.values()) {
            Listing listing = source.list(table, fromHour, all);
            TableScan scan = new TableScan(table, retryFailedBefore);
            if (!load(listing, scan, stopped)) {
                return false;
            }
            listing.loaded();
            if (all) {
                metrics.vanished(table, scan.vanished(fromHour));
            }
        }
        return !stopped.getAsBoolean();
    }

    private boolean load(Listing listing, TableScan scan, BooleanSupplier stopped) {
        try {
            while (listing.hasNext()) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                scan.page(nextPage(listing));
            }
            scan.load();
            return true;
        } finally {
            batches.await();
        }
    }

    private static List<LakeObject> nextPage(Listing listing) {
        List<LakeObject> page = new ArrayList<>();
        while (page.size() < PAGE && listing.hasNext()) {
            page.add(listing.next());
        }
        return page;
    }

    private final class TableScan {

        private final LakeTable table;
        private final Instant retryFailedBefore;
        private final Batch batch = new Batch();
        private final Map<Long, Integer> listed = new HashMap<>();
        private final String latestHour = Hours.of(clock.instant().plus(MAX_CLOCK_SKEW));

        private TableScan(LakeTable table, Instant retryFailedBefore) {
            this.table = table;
            this.retryFailedBefore = retryFailedBefore;
        }

        private void page(List<LakeObject> page) {
            Map<String, String> known = warehouse.write(writer -> new LoadedObjects(writer).etags(page, retryFailedBefore));
            for (LakeObject object : page) {
                listed.merge(object.loadHour(), 1, Integer::sum);
                if (!object.etag().equals(known.get(object.key()))) {
                    warnIfAhead(object);
                    batch.add(object);
                    if (batch.isFull()) {
                        load();
                    }
                }
            }
        }

        private void warnIfAhead(LakeObject object) {
            if (object.hour().compareTo(latestHour) > 0) {
                LOG.warnf("object of a future hour, check the clocks of the producers key=%s", object.key());
            }
        }

        /** How many objects the warehouse has loaded from these hours that the listing did not have. */
        private long vanished(String fromHour) {
            Map<Long, Long> loaded = warehouse.write(writer -> new LoadedObjects(writer).countByHour(table, fromHour));
            return loaded.entrySet().stream()
                    .mapToLong(hour -> Math.max(0, hour.getValue() - listed.getOrDefault(hour.getKey(), 0))).sum();
        }

        private void load() {
            if (!batch.isEmpty()) {
                List<LakeObject> objects = batch.take();
                batches.submit(() -> metrics.loaded(table, metrics.time(table, () -> loader.load(table, objects))));
            }
        }
    }
}
