package dev.tavilypipeline.analytics.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No test has an account of Snowflake: what can be held against its documentation is held here. */
class SnowflakeStatementsTest {

    private static final StatementShapes SHAPES = new StatementShapes();

    static List<String> files() {
        return SnowflakeSql.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldHaveOnlyStatementsAndOptionsThatSnowflakeDocuments(String file) {
        assertThat(SnowflakeSql.statements(file)).isNotEmpty().allMatch(SHAPES::allow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "TARGET_LAG | TARGETT_LAG", "REFRESH_MODE = INCREMENTAL | REFRESH_MODE = INCREMENTEL",
            "CLUSTER BY | CLUSTERED BY", "AUTO_INGEST | AUTOINGEST", "ON_ERROR = CONTINUE | ON_ERROR = CONTINU",
            "FILE_FORMAT | FILEFORMAT", "AUTO_SUSPEND | AUTO_SUSPENDED", "WAREHOUSE_SIZE = XSMALL | WAREHOUSE_SIZE = 'XSMALLL'",
            "STORAGE_ALLOWED_LOCATIONS | STORAGE_ALLOWED_LOCATION", "COPY GRANTS | COPY GRANT",
            "CHANGE_TRACKING | TRACK_CHANGES",
            "WITH MANAGED ACCESS | MANAGED ACCESS", "ON 100 PERCENT DO SUSPEND | ON 100 PERCENT SUSPEND",
            "RSA_PUBLIC_KEY = | RSA_PUBLICKEY =", "TYPE = SERVICE | TYPE = SERVICES", "APPEND_ONLY | APPENDONLY",
            "USER_TASK_TIMEOUT_MS | TASK_TIMEOUT_MS", "ON FUTURE DYNAMIC TABLES | ON FUTURE DYNAMIC TABLE",
            "STRIP_NULL_VALUES | STRIP_NULLS", "CLIENT_TYPES | CLIENTS", "OVERWRITE = | REPLACE =" })
    void shouldNoticeAMisspeltOption(String right, String wrong) {
        List<String> spoiled = SnowflakeSql.statements().stream().filter(statement -> statement.contains(right))
                .map(statement -> statement.replace(right, wrong)).toList();

        assertThat(spoiled).isNotEmpty().noneMatch(SHAPES::allow);
    }

    @Test
    void shouldReplaceNothingThatHoldsRowsOrRemembersWhatWasLoaded() {
        assertThat(SnowflakeSql.statements()).filteredOn(statement -> statement.startsWith("CREATE "))
                .allMatch(statement -> statement.matches("(?s)CREATE (OR REPLACE VIEW|OR ALTER DYNAMIC TABLE) .*")
                        || statement.matches("(?s)CREATE [A-Z ]+ IF NOT EXISTS .*"));
        assertThat(SnowflakeSql.statements())
                .filteredOn(statement -> !SnowflakeSql.statements("teardown.sql").contains(statement))
                .noneMatch(statement -> statement.matches("(?s)(DROP|TRUNCATE|DELETE|INSERT OVERWRITE) .*"));
    }

    @Test
    void shouldKnowNoAccountAndNoBucketOfItsOwn() {
        assertThat(SnowflakeSql.files()).allSatisfy(file -> assertThat(SnowflakeSql.text(file)
                .replace("s3://<% ctx.env.bucket %>/", "")).doesNotContain("s3://", "arn:", "snowflakecomputing")
                .doesNotContainPattern("\\d{12}"));
    }

    @Test
    void shouldHaveASettingForEachPlaceholderAndAPlaceholderForEachSetting() {
        assertThat(
                new TreeSet<>(SnowflakeSql.files().stream().flatMap(file -> SnowflakeSql.placeholders(file).stream()).toList()))
                .isEqualTo(SnowflakeSql.settings().keySet());
    }

    @Test
    void shouldRunEveryNumberedFileInOrderFromTheEntry() throws IOException {
        Stream<String> numbered = SnowflakeSql.files().stream().filter(file -> file.matches("\\d\\d_.*"))
                .map(file -> "!source sql/snowflake/" + file + ";");

        assertThat(Files.readString(SnowflakeSql.FOLDER.resolveSibling("snowpipe_setup.sql")).lines()
                .filter(line -> !line.startsWith("--"))).containsExactlyElementsOf(numbered.toList());
    }

    @Test
    void shouldLoadOldObjectsLikeThePipes() {
        assertThat(SnowflakeSql.statements("optional/backfill.sql")).filteredOn(statement -> statement.startsWith("COPY"))
                .containsExactlyElementsOf(SnowflakeSql.statements("06_pipes.sql").stream()
                        .filter(statement -> statement.startsWith("CREATE PIPE"))
                        .map(statement -> statement.replaceFirst("(?s)^.*\\nAS ", "") + "\n  LOAD_UNCERTAIN_FILES = TRUE")
                        .toList());
    }

    /** Snowflake CLI takes an ampersand before a name for a placeholder of the older kind. */
    @Test
    void shouldHaveNothingThatSnowflakeCliTakesForAPlaceholder() {
        assertThat(SnowflakeSql.files()).allSatisfy(file -> assertThat(SnowflakeSql.text(file)).doesNotContain("&"));
    }
}
