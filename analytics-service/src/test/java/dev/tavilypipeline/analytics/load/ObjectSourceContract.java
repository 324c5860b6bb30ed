package dev.tavilypipeline.analytics.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.analytics.load.ObjectSource.Listing;

/** What holds for every source of objects. */
abstract class ObjectSourceContract {

    private static final String EARLY = "steps/2026/11/22/17/a.json.gz";
    private static final String LATE = "steps/2026/11/22/18/b.gz";
    private static final String FUTURE = "steps/2027/01/01/00/c.json.gz";

    abstract ObjectSource source();

    abstract void put(String key, byte[] content);

    abstract void delete(String key);

    @Test
    void shouldListNothingWhereThereIsNothing() throws IOException {
        assertThat(keys(Hours.FIRST)).isEmpty();
    }

    @Test
    void shouldListTheObjectsOfOneTable() throws IOException {
        put(EARLY, bytes("1"));
        put(LATE, bytes("22"));
        put("steps/2026/11/22/18/c.json.gz", bytes("3"));
        put(FUTURE, bytes("4"));
        put("runs/2026/11/22/18/d.json.gz", bytes("5"));

        assertThat(keys(Hours.FIRST)).containsExactlyInAnyOrder(EARLY, LATE, "steps/2026/11/22/18/c.json.gz", FUTURE);
    }

    @Test
    void shouldListFromAnHourOn() throws IOException {
        put("steps/2025/12/31/23/z.json.gz", bytes("0"));
        put(EARLY, bytes("1"));
        put(LATE, bytes("2"));
        put(FUTURE, bytes("3"));

        assertThat(keys("2026/11/22/18")).containsExactlyInAnyOrder(LATE, FUTURE);
    }

    @Test
    void shouldIgnoreWhatIsNoObject() throws IOException {
        put("steps/README.gz", bytes("1"));
        put("steps/2026/11/22/x/b.gz", bytes("1"));
        put("steps/2026/11/22/18/b.json", bytes("1"));
        put("steps/2026/11/22/18/b.gz.tmp", bytes("1"));
        put("steps-old/2026/11/22/18/b.gz", bytes("1"));

        assertThat(keys(Hours.FIRST)).isEmpty();
    }

    @Test
    void shouldTellSizeAndContent() throws Exception {
        put(LATE, bytes("content"));
        LakeObject object = list(Hours.FIRST).get(0);

        assertThat(object.bytes()).isEqualTo(7);
        assertThat(object.hour()).isEqualTo("2026/11/22/18");
        try (InputStream in = source().open(object)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("content"));
        }
    }

    @Test
    void shouldKeepTheEtagOfAnObjectUntilItsContentChanges() throws IOException {
        put(LATE, bytes("one"));
        String first = list(Hours.FIRST).get(0).etag();
        String again = list(Hours.FIRST).get(0).etag();
        put(LATE, bytes("other"));

        assertThat(again).isEqualTo(first);
        assertThat(list(Hours.FIRST).get(0).etag()).isNotEqualTo(first);
    }

    @Test
    void shouldSayWhenAnObjectHasVanished() throws IOException {
        put(LATE, bytes("one"));
        LakeObject object = list(Hours.FIRST).get(0);
        delete(LATE);

        assertThatThrownBy(() -> source().open(object)).isInstanceOf(NoSuchFileException.class);
        assertThat(list(Hours.FIRST)).isEmpty();
    }

    final List<LakeObject> list(String fromHour) throws IOException {
        List<LakeObject> objects = new ArrayList<>();
        Listing listing = source().list(LakeTable.STEPS, fromHour, true);
        listing.forEachRemaining(objects::add);
        return objects;
    }

    private List<String> keys(String fromHour) throws IOException {
        return list(fromHour).stream().map(LakeObject::key).toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
