package dev.tavilypipeline.analytics.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** A folder in which firehose-bridge publishes whole objects by a hard link. The newest hours are listed first. */
final class FolderSource implements ObjectSource {

    private static final int HOUR_LEVELS = 4;

    private final Path root;
    private final Clock clock;
    private final UnchangedFolders unchanged = new UnchangedFolders();

    FolderSource(Path root, Clock clock) {
        this.root = root.toAbsolutePath();
        this.clock = clock;
    }

    @Override
    public String description() {
        return "folder=" + root;
    }

    @Override
    public Listing list(LakeTable table, String fromHour, boolean all) throws IOException {
        unchanged.forgetBefore(clock.instant().minus(UnchangedFolders.MAX_AGE));
        List<String> hours = new ArrayList<>();
        collectHours(root.resolve(table.folder()), 0, "", fromHour, hours);
        return new FolderListing(table, hours.iterator(), all, clock.instant());
    }

    private static void collectHours(Path folder, int level, String hour, String from, List<String> hours) throws IOException {
        if (level == HOUR_LEVELS) {
            hours.add(hour);
            return;
        }
        List<Path> inner = entries(folder, level == 0 ? "[0-9][0-9][0-9][0-9]" : "[0-9][0-9]");
        inner.sort(Comparator.comparing(Path::getFileName).reversed());
        for (Path each : inner) {
            String name = level == 0 ? each.getFileName().toString() : hour + "/" + each.getFileName();
            if (name.compareTo(from.substring(0, Math.min(name.length(), from.length()))) >= 0) {
                collectHours(each, level + 1, name, from, hours);
            }
        }
    }

    @Override
    public InputStream open(LakeObject object) throws IOException, UnreadableObjectException {
        Path path = root.resolve(object.key());
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new UnreadableObjectException("not a file");
        }
        try {
            return Files.newInputStream(path);
        } catch (AccessDeniedException e) {
            throw new UnreadableObjectException("this process may not read the file", e);
        }
    }

    private static List<Path> entries(Path folder, String glob) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
            stream.forEach(entries::add);
        } catch (NoSuchFileException e) {
            return new ArrayList<>();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    /** Reads one hour after the other, and leaves out those that have not changed. */
    private final class FolderListing implements Listing {

        private final LakeTable table;
        private final Iterator<String> hours;
        private final boolean all;
        private final Instant now;
        private final Map<String, FileTime> listed = new HashMap<>();
        private Iterator<LakeObject> objects = Collections.emptyIterator();

        private FolderListing(LakeTable table, Iterator<String> hours, boolean all, Instant now) {
            this.table = table;
            this.hours = hours;
            this.all = all;
            this.now = now;
        }

        @Override
        public boolean hasNext() {
            while (!objects.hasNext() && hours.hasNext()) {
                try {
                    objects = list(table.folder() + "/" + hours.next() + "/");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return objects.hasNext();
        }

        @Override
        public LakeObject next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return objects.next();
        }

        private Iterator<LakeObject> list(String prefix) throws IOException {
            Path folder = root.resolve(prefix);
            List<LakeObject> found = new ArrayList<>();
            try {
                FileTime changed = Files.getLastModifiedTime(folder);
                if (!all && unchanged.contains(prefix, changed, now)) {
                    return found.iterator();
                }
                for (Path path : entries(folder, "*.gz")) {
                    addTo(found, prefix, path);
                }
                listed.put(prefix, changed);
            } catch (NoSuchFileException e) {
                return found.iterator();
            }
            found.sort(Comparator.comparing(LakeObject::key));
            return found.iterator();
        }

        private void addTo(List<LakeObject> found, String prefix, Path path) throws IOException {
            try {
                BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
                String etag = file.size() + "-" + file.lastModifiedTime().toMillis();
                found.add(new LakeObject(prefix + path.getFileName(), etag, file.size()));
            } catch (NoSuchFileException e) {
                // vanished since it was listed
                return;
            }
        }

        @Override
        public void loaded() {
            listed.forEach((folder, changed) -> unchanged.listed(folder, changed, now));
        }
    }
}
