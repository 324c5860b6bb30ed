package dev.tavilypipeline.kit.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

    private static final String PROPERTY = "java.io.tmpdir";
    private static final String GIVEN = System.getProperty(PROPERTY);

    @TempDir
    Path folder;

    @AfterEach
    void restore() {
        System.setProperty(PROPERTY, GIVEN);
    }

    @Test
    void shouldLeaveNothingInAFolderThatCanBeWritten() {
        System.setProperty(PROPERTY, folder.toString());

        assertThatCode(TemporaryFolder::check).doesNotThrowAnyException();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldRefuseAFolderThatIsMissingOrIsNoneOrCannotBeWritten() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        // nobody writes to /proc, not even who may write everywhere
        for (String wrong : new String[] { folder.resolve("missing").toString(), file.toString(), "/proc" }) {
            System.setProperty(PROPERTY, wrong);

            assertThatThrownBy(TemporaryFolder::check).isInstanceOf(SettingRefusedException.class)
                    .hasMessageStartingWith(PROPERTY + "=" + wrong + " cannot work: no file can be written there (");
        }
    }
}
