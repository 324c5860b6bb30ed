package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;

/**
 * The objects of one batch, each written aside and synced, then shown. Showing is a hard link, which the file system makes
 * whole or not at all and refuses where the name is taken, by whomever.
 */
final class LakeBatch implements ObjectBatch {

    private final Path root;
    private final Path aside;
    private final DurableFolders folders;
    private final List<Path> files = new ArrayList<>();
    private final List<LakeObject> objects = new ArrayList<>();

    LakeBatch(Path root, Path aside, DurableFolders folders) {
        this.root = root;
        this.aside = aside;
        this.folders = folders;
    }

    @Override
    public void add(Table table, String name, List<Row> rows) throws IOException {
        Path file = aside.resolve(UUID.randomUUID() + ".json.gz");
        files.add(file);
        objects.add(new LakeObject(table, file, root.resolve(name), GzipFile.write(file, rows)));
    }

    @Override
    public Shown show() throws IOException {
        List<Written> written = new ArrayList<>();
        for (LakeObject object : objects) {
            folders.make(object.target().getParent());
            if (link(object)) {
                written.add(new Written(object.table(), object.size()));
            }
        }
        Set<Path> touched = objects.stream().map(object -> object.target().getParent()).collect(Collectors.toSet());
        for (Path folder : touched) {
            folders.sync(folder);
        }
        return new Shown(written, objects.size() - written.size());
    }

    /** Leaves nothing aside, whether or not the objects were shown. */
    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private static boolean link(LakeObject object) throws IOException {
        try {
            Files.createLink(object.target(), object.aside());
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            throw new IOException("the file system of the lake folder knows no hard links: use another one", e);
        }
    }
}
