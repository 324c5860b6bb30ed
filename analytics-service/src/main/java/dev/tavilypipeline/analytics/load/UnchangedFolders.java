package dev.tavilypipeline.analytics.load;

import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Folders that need not be listed, because nothing has changed in them since. The file system's clock may be coarse or wrong:
 * a folder that changed less than {@link #SETTLED} before it was listed is listed again, and each one after {@link #MAX_AGE}.
 */
final class UnchangedFolders {

    static final Duration SETTLED = Duration.ofSeconds(5);
    static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final Map<String, Listing> listings = new HashMap<>();

    boolean contains(String folder, FileTime changed, Instant now) {
        Listing last = listings.get(folder);
        return last != null
                && last.changed().equals(changed)
                && changed.toInstant().plus(SETTLED).isBefore(last.at())
                && now.isBefore(last.at().plus(MAX_AGE));
    }

    /** To be called when everything in the folder is loaded. */
    void listed(String folder, FileTime changed, Instant at) {
        listings.put(folder, new Listing(changed, at));
    }

    void forgetBefore(Instant time) {
        listings.values().removeIf(listing -> listing.at().isBefore(time));
    }

    private record Listing(FileTime changed, Instant at) {
    }
}
