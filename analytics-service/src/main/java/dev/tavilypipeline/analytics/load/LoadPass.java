package dev.tavilypipeline.analytics.load;

import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.jboss.logging.Logger;

import dev.tavilypipeline.analytics.warehouse.DuckDbWarehouse;

/**
 * Looks through the lake and loads what is new: the recent hour-folders each time, all of them at first and then as often
 * as is set, which is when late objects in old folders are found and objects that were not read whole are tried again.
 */
final class LoadPass {

    private static final Logger LOG = Logger.getLogger(LoadPass.class);

    private final Lake lake;
    private final DuckDbWarehouse warehouse;
    private final ObjectLoader loader;
    private final LoadMetrics metrics;
    private final Clock clock;
    private final Duration fullPassEvery;
    private final QuietFolders quiet = new QuietFolders();
    private Instant fullPassDue = Instant.MIN;

    LoadPass(Lake lake, DuckDbWarehouse warehouse, LoadMetrics metrics, Clock clock, Duration fullPassEvery) {
        this.lake = lake;
        this.warehouse = warehouse;
        this.loader = new ObjectLoader(warehouse, clock);
        this.metrics = metrics;
        this.clock = clock;
        this.fullPassEvery = fullPassEvery;
    }

    /** @return false if it was stopped before its end; what it loaded until then is loaded */
    boolean run(BooleanSupplier stopped) {
        Instant start = clock.instant();
        boolean full = !start.isBefore(fullPassDue);
        for (LakeTable table : LakeTable.values()) {
            List<String> hours = full ? lake.hourFolders(table) : recent(table, start);
            if (!new TablePass(table, full).run(hours, stopped)) {
                return false;
            }
        }
        if (full) {
            fullPassDue = start.plus(fullPassEvery);
        }
        quiet.forgetBefore(start.minus(QuietFolders.LONGEST));
        return true;
    }

    /** With the hours ahead of the clock: Kafka takes timestamps from the future, and the folder is named by the timestamp. */
    private List<String> recent(LakeTable table, Instant now) {
        List<String> hours = new ArrayList<>(lake.hourFoldersAfter(table, HourFolders.latest(now)));
        hours.addAll(HourFolders.recent(now));
        return hours;
    }

    /** One table's share. Folders count as listed only when all that was found is loaded. */
    private final class TablePass {

        private final LakeTable table;
        private final boolean full;
        private final Batch batch = new Batch();
        private final Map<String, FileTime> listed = new HashMap<>();

        private TablePass(LakeTable table, boolean full) {
            this.table = table;
            this.full = full;
        }

        private boolean run(List<String> hours, BooleanSupplier stopped) {
            Instant now = clock.instant();
            for (String hour : hours) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                lookAt(hour, now);
            }
            load();
            listed.forEach((folder, changed) -> quiet.listed(folder, changed, now));
            return true;
        }

        private void lookAt(String hour, Instant now) {
            String prefix = Lake.keyPrefix(table, hour);
            Optional<FileTime> changed = lake.changed(table, hour);
            if (changed.isEmpty() || (!full && quiet.contains(prefix, changed.get(), now))) {
                return;
            }
            List<String> names = lake.names(table, hour);
            Set<String> known = warehouse.write(writer -> new LoadedObjects(writer).keys(prefix, !full));
            for (String name : names) {
                if (!known.contains(prefix + name)) {
                    warnIfAhead(hour, prefix + name, now);
                    batch.add(lake.object(table, hour, name));
                    if (batch.isFull()) {
                        load();
                    }
                }
            }
            listed.put(prefix, changed.get());
        }

        private void warnIfAhead(String hour, String key, Instant now) {
            if (hour.compareTo(HourFolders.latest(now)) > 0) {
                LOG.warnf("object of a future hour, check the clocks of those who write to kafka key=%s", key);
            }
        }

        private void load() {
            if (!batch.isEmpty()) {
                metrics.loaded(table, loader.load(table, batch.take()));
            }
        }
    }
}
