package dev.tavilypipeline.analytics.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.FileTime;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnchangedFoldersTest {

    private static final String FOLDER = "runs/2026/11/22/18/";
    private static final Instant LISTED = Instant.parse("2026-11-22T18:30:00Z");
    private static final FileTime LONG_BEFORE = FileTime.from(LISTED.minusSeconds(60));

    private final UnchangedFolders unchanged = new UnchangedFolders();

    @BeforeEach
    void listed() {
        unchanged.listed(FOLDER, LONG_BEFORE, LISTED);
    }

    @Test
    void shouldContainAFolderThatDidNotChange() {
        assertThat(unchanged.contains(FOLDER, LONG_BEFORE, LISTED.plusSeconds(1))).isTrue();
    }

    @Test
    void shouldNotContainAFolderThatChanged() {
        assertThat(unchanged.contains(FOLDER, FileTime.from(LISTED.plusSeconds(1)), LISTED.plusSeconds(2))).isFalse();
    }

    @Test
    void shouldNotContainAFolderThatChangedShortlyBeforeItWasListed() {
        FileTime justBefore = FileTime.from(LISTED.minusSeconds(1));
        unchanged.listed(FOLDER, justBefore, LISTED);

        assertThat(unchanged.contains(FOLDER, justBefore, LISTED.plusSeconds(1))).isFalse();
    }

    @Test
    void shouldNotContainAFolderThatWasListedLongAgo() {
        assertThat(unchanged.contains(FOLDER, LONG_BEFORE, LISTED.plus(UnchangedFolders.MAX_AGE))).isFalse();
    }

    @Test
    void shouldNotContainAFolderThatWasNotListed() {
        assertThat(unchanged.contains("runs/2026/11/22/19/", LONG_BEFORE, LISTED.plusSeconds(1))).isFalse();
    }
}
