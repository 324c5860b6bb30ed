package dev.tavilypipeline.analytics.load;

import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Spares the listing of folders in which nothing happened since they were last listed. It never relies on the clock of the
 * file system: a folder that changed shortly before it was listed is listed again, and so is each after {@link #LONGEST}.
 */
final class QuietFolders {

    static final Duration SETTLED = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofMinutes(1);

    private final Map<String, Listing> listings = new HashMap<>();

    boolean contains(String folder, FileTime changed, Instant now) {
        Listing last = listings.get(folder);
        return last != null
                && last.changed().equals(changed)
                && changed.toInstant().plus(SETTLED).isBefore(last.at())
                && now.isBefore(last.at().plus(LONGEST));
    }

    /** To be called when all that the listing showed is loaded. */
    void listed(String folder, FileTime changed, Instant at) {
        listings.put(folder, new Listing(changed, at));
    }

    void forgetBefore(Instant time) {
        listings.values().removeIf(listing -> listing.at().isBefore(time));
    }

    private record Listing(FileTime changed, Instant at) {
    }
}
