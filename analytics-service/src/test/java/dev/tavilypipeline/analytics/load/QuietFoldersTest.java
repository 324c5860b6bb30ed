package dev.tavilypipeline.analytics.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.FileTime;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuietFoldersTest {

    private static final String FOLDER = "runs/2026/11/22/18/";
    private static final Instant LISTED = Instant.parse("2026-11-22T18:30:00Z");
    private static final FileTime LONG_BEFORE = FileTime.from(LISTED.minusSeconds(60));

    private final QuietFolders quiet = new QuietFolders();

    @BeforeEach
    void listed() {
        quiet.listed(FOLDER, LONG_BEFORE, LISTED);
    }

    @Test
    void shouldSpareAFolderThatDidNotChange() {
        assertThat(quiet.contains(FOLDER, LONG_BEFORE, LISTED.plusSeconds(1))).isTrue();
    }

    @Test
    void shouldListAFolderThatChanged() {
        assertThat(quiet.contains(FOLDER, FileTime.from(LISTED.plusSeconds(1)), LISTED.plusSeconds(2))).isFalse();
    }

    @Test
    void shouldListAgainWhatChangedShortlyBeforeItWasListed() {
        FileTime justBefore = FileTime.from(LISTED.minusSeconds(1));
        quiet.listed(FOLDER, justBefore, LISTED);

        assertThat(quiet.contains(FOLDER, justBefore, LISTED.plusSeconds(1))).isFalse();
    }

    @Test
    void shouldListEveryFolderNowAndThen() {
        assertThat(quiet.contains(FOLDER, LONG_BEFORE, LISTED.plus(QuietFolders.LONGEST))).isFalse();
    }

    @Test
    void shouldNotKnowAFolderThatWasNotListed() {
        assertThat(quiet.contains("runs/2026/11/22/19/", LONG_BEFORE, LISTED.plusSeconds(1))).isFalse();
    }
}
