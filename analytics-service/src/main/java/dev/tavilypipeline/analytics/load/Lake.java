package dev.tavilypipeline.analytics.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The lake's folders, read only. What is not an hour-folder or does not end in {@code .json.gz} is not ours. */
final class Lake {

    private static final String[] LEVELS = { "[0-9][0-9][0-9][0-9]", "[0-9][0-9]", "[0-9][0-9]", "[0-9][0-9]" };
    private static final String OBJECTS = "*.json.gz";

    private final Path root;

    Lake(Path root) {
        this.root = root;
    }

    /** All hour-folders there are, such as {@code 2026/11/22/18}, the newest first. */
    List<String> hourFolders(LakeTable table) {
        return hourFoldersAfter(table, "");
    }

    /** The hour folders later than {@code hour}, the newest first. */
    List<String> hourFoldersAfter(LakeTable table, String hour) {
        List<String> found = new ArrayList<>();
        collect(root.resolve(table.folder()), 0, "", hour, found);
        found.remove(hour);
        return found;
    }

    private static void collect(Path folder, int level, String name, String after, List<String> found) {
        if (level == LEVELS.length) {
            found.add(name);
            return;
        }
        List<Path> below = entries(folder, LEVELS[level]);
        below.sort(Comparator.comparing(Path::getFileName).reversed());
        for (Path each : below) {
            String inner = level == 0 ? each.getFileName().toString() : name + "/" + each.getFileName();
            if (inner.compareTo(after.substring(0, Math.min(inner.length(), after.length()))) >= 0) {
                collect(each, level + 1, inner, after, found);
            }
        }
    }

    /** When something was last added to the folder; empty if it does not exist. */
    Optional<FileTime> changed(LakeTable table, String hour) {
        try {
            return Optional.of(Files.getLastModifiedTime(folder(table, hour)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The objects' names in one hour-folder. */
    List<String> names(LakeTable table, String hour) {
        return entries(folder(table, hour), OBJECTS).stream().map(path -> path.getFileName().toString()).sorted().toList();
    }

    LakeObject object(LakeTable table, String hour, String name) {
        Path path = folder(table, hour).resolve(name);
        return new LakeObject(keyPrefix(table, hour) + name, path, path.toFile().length());
    }

    static String keyPrefix(LakeTable table, String hour) {
        return table.folder() + "/" + hour + "/";
    }

    private Path folder(LakeTable table, String hour) {
        return root.resolve(table.folder()).resolve(hour);
    }

    private static List<Path> entries(Path folder, String glob) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
            List<Path> all = new ArrayList<>();
            stream.forEach(all::add);
            return all;
        } catch (NoSuchFileException e) {
            return new ArrayList<>();
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException(e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
