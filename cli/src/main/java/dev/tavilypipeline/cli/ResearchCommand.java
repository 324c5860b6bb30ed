package dev.tavilypipeline.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.tavilypipeline.cli.client.ProgressView;
import dev.tavilypipeline.cli.client.Research;
import dev.tavilypipeline.cli.client.ResultText;
import dev.tavilypipeline.cli.client.RunFollower;
import dev.tavilypipeline.cli.client.RunFollower.Submitted;
import dev.tavilypipeline.cli.terminal.InterruptMessage;
import dev.tavilypipeline.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "research", synopsisHeading = "", optionListHeading = "%n", sortOptions = false, description = {
        "Researches companies and prints what was found.",
        "",
        "Submits a run for each company, shows the steps as they go, and prints each result with its sources as it ends. The"
                + " exit status is 0 when every run found something. Ctrl-C stops this command; the runs go on." })
final class ResearchCommand implements Callable<Integer> {

    private static final int MAX_SOURCES = 20;

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "COMPANY", arity = "1..*", description = "The companies to research.")
    private List<String> companies;

    @Option(names = "--max-sources", paramLabel = "N", description = "Sources for each search, 1 to 20.")
    private Integer maxSources;

    @Option(names = "--no-firehose", description = "Research only: the run can be read, and is in no KPI.")
    private boolean noDelivery;

    @Option(names = "--json", description = "Each run as one line of JSON on standard output.")
    private boolean json;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long to wait for all of them (900).")
    private int timeout = 900;

    ResearchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        check();
        Terminal terminal = context.terminal();
        Research research = new Research(context.http(), context.endpoints());
        List<Submitted> runs = new ArrayList<>();
        companies.forEach(company -> runs.add(new Submitted(company, research.submit(company, maxSources, !noDelivery))));

        Map<String, String> companyOf = runs.stream().collect(Collectors.toMap(Submitted::runId, Submitted::company,
                (first, same) -> first));
        ResultText text = new ResultText(terminal.width());
        AtomicInteger useful = new AtomicInteger();
        RunFollower follower = new RunFollower(research, new ProgressView(terminal, runs), Duration.ofSeconds(timeout));
        InterruptMessage.during(() -> follower.follow(runs, run -> {
            useful.addAndGet(run.useful() ? 1 : 0);
            terminal.print(json
                    ? run.json().toString()
                    : text.of(companyOf.get(run.runId()), run, research.address(run.runId())));
        }), terminal, "stopped following; the runs go on: " + research.list() + " lists them");
        return useful.get() == runs.size() ? 0 : 1;
    }

    private void check() {
        require(companies.stream().noneMatch(String::isBlank), "a company's name is empty");
        require(maxSources == null || (maxSources >= 1 && maxSources <= MAX_SOURCES),
                "option --max-sources needs 1 to " + MAX_SOURCES + ", not '" + maxSources + "'");
        require(timeout > 0, "option --timeout needs a number of seconds, not '" + timeout + "'");
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
