package dev.tavilypipeline.cli.snowflake;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The set-up of a Snowflake account: its SQL and the settings of it, from the project's folder. */
public final class SnowflakeSetup {

    public static final String ENTRY = "sql/snowpipe_setup.sql";
    public static final String PROJECT = "sql/snowflake";

    private static final String SETTINGS = PROJECT + "/snowflake.yml";

    private final SetupScript script;
    private final SetupSettings settings;

    /** @param root the project's folder */
    public SnowflakeSetup(Path root, Map<String, String> environment) {
        this.script = SetupScript.read(root, ENTRY);
        this.settings = SetupSettings.read(root.resolve(SETTINGS), environment);
    }

    /** Empty if the script can be run; else a sentence for each setting that has to be changed. */
    public List<String> problems() {
        return SetupCheck.problems(script, settings);
    }

    /** All statements with the settings in their places, in the order in which they are run. */
    public String sql() {
        return script.with(settings.values()).text();
    }
}
