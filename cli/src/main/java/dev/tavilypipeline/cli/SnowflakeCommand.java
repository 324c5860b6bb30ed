package dev.tavilypipeline.cli;

import java.util.List;
import java.util.concurrent.Callable;

import dev.tavilypipeline.cli.snowflake.SnowflakeSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "snowflake", synopsisHeading = "", optionListHeading = "%n", sortOptions = false, description = {
        "Checks the settings of the SQL that sets up Snowflake.",
        "",
        "The settings are in sql/snowflake/snowflake.yml; a variable of the environment overrides the one of its name. Connects to"
                + " nothing. docs/snowflake.md has all steps." })
final class SnowflakeCommand implements Callable<Integer> {

    private final Context context;

    @Option(names = "--print", description = "Prints all statements with the settings in their places, for a worksheet.")
    private boolean print;

    SnowflakeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        SnowflakeSetup setup = new SnowflakeSetup(context.root(), context.environment());
        List<String> problems = setup.problems();
        problems.forEach(context.terminal()::note);
        if (problems.isEmpty()) {
            context.terminal().print(print ? setup.sql()
                    : "The settings are complete. To run the SQL: snow sql --project " + SnowflakeSetup.PROJECT + " --filename "
                            + SnowflakeSetup.ENTRY);
        }
        return problems.isEmpty() ? 0 : 1;
    }
}
