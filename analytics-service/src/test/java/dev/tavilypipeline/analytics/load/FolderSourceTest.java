package dev.tavilypipeline.analytics.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.analytics.LakeFolder;
import dev.tavilypipeline.analytics.load.ObjectSource.Listing;

class FolderSourceTest extends ObjectSourceContract {

    private static final String HOUR = "steps/2026/11/22/18";

    @TempDir
    private Path root;

    private FolderSource source;

    @BeforeEach
    void open() {
        source = new FolderSource(root, Clock.systemUTC());
    }

    @Override
    ObjectSource source() {
        return source;
    }

    @Override
    void put(String key, byte[] content) {
        new LakeFolder(root).putBytes(key, content);
    }

    @Override
    void delete(String key) {
        try {
            Files.delete(root.resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldLeaveOutAnHourThatIsLoadedAndHasNotChanged() throws IOException {
        put(HOUR + "/a.gz", bytes("1"));
        Files.setLastModifiedTime(root.resolve(HOUR), FileTime.from(Instant.now().minusSeconds(60)));
        assertThat(changed(false)).hasSize(1);
        assertThat(changed(true)).as("not loaded the first time").hasSize(1);

        assertThat(changed(true)).isEmpty();
        assertThat(list(Hours.FIRST)).as("all of them").hasSize(1);
        put(HOUR + "/b.gz", bytes("2"));
        assertThat(changed(true)).hasSize(2);
    }

    @Test
    void shouldListTheNewestHourFirst() throws IOException {
        put("steps/2026/11/22/09/a.gz", bytes("1"));
        put("steps/2026/12/01/00/a.gz", bytes("1"));
        put("steps/2026/11/22/10/a.gz", bytes("1"));

        assertThat(list(Hours.FIRST)).extracting(LakeObject::hour)
                .containsExactly("2026/12/01/00", "2026/11/22/10", "2026/11/22/09");
    }

    @Test
    void shouldNotReadAFolderThatIsNamedLikeAnObject() throws IOException {
        Files.createDirectories(root.resolve(HOUR + "/a.gz"));
        LakeObject object = list(Hours.FIRST).get(0);

        assertThatThrownBy(() -> source.open(object)).isInstanceOf(UnreadableObjectException.class).hasMessage("not a file");
    }

    private List<LakeObject> changed(boolean loaded) throws IOException {
        List<LakeObject> objects = new ArrayList<>();
        Listing listing = source.list(LakeTable.STEPS, Hours.FIRST, false);
        listing.forEachRemaining(objects::add);
        if (loaded) {
            listing.loaded();
        }
        return objects;
    }
}
