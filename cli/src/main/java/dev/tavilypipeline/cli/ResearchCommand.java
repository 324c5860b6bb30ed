package dev.tavilypipeline.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.tavilypipeline.cli.RunFollower.Submitted;

/** {@code research COMPANY…}: submits all, then shows each as it ends. */
final class ResearchCommand implements Command {

    private static final int MINUTES_15 = 900;
    private static final int MOST_SOURCES = 20;

    private final Research research;
    private final Terminal terminal;

    ResearchCommand(Research research, Terminal terminal) {
        this.research = research;
        this.terminal = terminal;
    }

    @Override
    public int run(List<String> words) {
        Arguments arguments = Arguments.parse(words, Set.of("--no-firehose", "--json"), Set.of("--max-sources", "--timeout"));
        if (arguments.words().isEmpty()) {
            throw new UsageException("name at least one company");
        }
        if (arguments.words().stream().anyMatch(String::isBlank)) {
            throw new UsageException("a company's name is empty");
        }
        if (arguments.positive("--max-sources").orElse(1) > MOST_SOURCES) {
            throw new UsageException("option --max-sources needs 1 to " + MOST_SOURCES);
        }
        Duration limit = Duration.ofSeconds(arguments.positive("--timeout").orElse(MINUTES_15));
        List<Submitted> runs = submit(arguments);

        Map<String, String> companies = runs.stream().collect(Collectors.toMap(Submitted::runId, Submitted::company,
                (first, same) -> first));
        ResultText text = new ResultText(terminal.width());
        AtomicInteger useful = new AtomicInteger();
        RunFollower follower = new RunFollower(research, new ProgressView(terminal, runs), limit);
        InterruptMessage.during(() -> follower.follow(runs, run -> {
            useful.addAndGet(run.useful() ? 1 : 0);
            terminal.print(arguments.has("--json")
                    ? run.json().toString()
                    : text.of(companies.get(run.runId()), run, research.address(run.runId())));
        }), terminal, "stopped watching; the runs go on: " + research.list() + " lists them");
        return useful.get() == runs.size() ? 0 : 1;
    }

    private List<Submitted> submit(Arguments arguments) {
        List<Submitted> runs = new ArrayList<>();
        for (String company : arguments.words()) {
            runs.add(new Submitted(company, research.submit(company, arguments.positive("--max-sources").orElse(null),
                    !arguments.has("--no-firehose"))));
        }
        return runs;
    }
}
