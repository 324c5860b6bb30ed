package dev.tavilypipeline.cli;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tavilypipeline.cli.RunFollower.Submitted;

/**
 * {@code smoke}: one run through a running services, from the POST into the KPIs. The window asked for is the
 * millisecond in which the run was requested, so that other people's runs neither help nor harm.
 */
final class SmokeCommand implements Command {

    private static final int SECONDS_300 = 300;

    private final JsonHttp http;
    private final Map<String, String> environment;
    private final Terminal terminal;

    SmokeCommand(JsonHttp http, Map<String, String> environment, Terminal terminal) {
        this.http = http;
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public int run(List<String> words) {
        Arguments arguments = Arguments.parse(words, Set.of(), Set.of("--company", "--timeout"));
        if (arguments.words().size() > 1) {
            throw new UsageException("smoke takes one URL");
        }
        Endpoints endpoints = Endpoints.on(arguments.words().stream().findFirst().orElse("http://localhost"), environment);
        Duration limit = Duration.ofSeconds(arguments.positive("--timeout").orElse(SECONDS_300));
        ready("agent-service", endpoints.agent());
        ready("collector-service", endpoints.collector());
        ready("analytics-service", endpoints.analytics());
        RunView run = research(new Research(http, endpoints), arguments.text("--company").orElse("OpenAI"), limit);
        counted(new Kpis(http, endpoints), run, limit);
        return 0;
    }

    private void ready(String name, URI service) {
        URI uri = service.resolve("/q/health/ready");
        JsonHttp.Answer answer = http.get(uri);
        if (!answer.ok()) {
            throw ServiceException.late(name + " is not ready: " + uri + " answered " + answer.status() + " and says why");
        }
        passed(name + " is ready at " + service);
    }

    private RunView research(Research research, String company, Duration limit) {
        String runId = research.submit(company, null, true);
        passed("the agent accepted run " + runId);
        List<Submitted> runs = List.of(new Submitted(company, runId));
        RunView[] ended = new RunView[1];
        new RunFollower(research, new ProgressView(terminal, runs), limit).follow(runs, run -> ended[0] = run);
        RunView run = ended[0];
        if (!run.useful()) {
            throw ServiceException.late("the run ended as " + run.status() + " (" + run.errorType() + ", "
                    + run.errorMessage() + "): " + research.address(runId));
        }
        passed("it ended as " + run.status() + " with " + Format.count(run.sources(), "source") + " in "
                + Format.millis(run.latencyMs()));
        return run;
    }

    private void counted(Kpis kpis, RunView run, Duration limit) {
        Instant requested = Instant.parse(run.requestedAt());
        Map<String, String> window = Map.of("from", requested.toString(), "to", requested.plusMillis(1).toString(),
                "simulated", String.valueOf(run.simulated()));
        Instant asked = Instant.now();
        kpis.awaitCount(1, window, limit);
        passed("the KPIs count it, "
                + Format.millis((double) Duration.between(asked, Instant.now()).toMillis()) + " later");
        kpis.awaitWhole(1, Map.of("from", window.get("from"), "to", window.get("to")), limit);
        passed("the warehouse has all of it that the collector has emitted");
    }

    private void passed(String what) {
        terminal.print("  ok  " + what);
    }
}
