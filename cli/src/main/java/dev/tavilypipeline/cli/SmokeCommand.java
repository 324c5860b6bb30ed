package dev.tavilypipeline.cli;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.cli.client.Endpoints;
import dev.tavilypipeline.cli.client.JsonHttp;
import dev.tavilypipeline.cli.client.Kpis;
import dev.tavilypipeline.cli.client.ProgressView;
import dev.tavilypipeline.cli.client.Research;
import dev.tavilypipeline.cli.client.RunFollower;
import dev.tavilypipeline.cli.client.RunFollower.Submitted;
import dev.tavilypipeline.cli.client.RunView;
import dev.tavilypipeline.cli.client.ServiceException;
import dev.tavilypipeline.cli.terminal.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The window asked for is the millisecond in which the run was requested, so that other people's runs neither help nor harm.
 */
@Command(name = "smoke", synopsisHeading = "", optionListHeading = "%n", sortOptions = false, description = {
        "Sends one run from the POST to the KPIs through a running installation.",
        "",
        "Succeeds when the KPIs count the run, with all its rows. URL is a host such as http://pipeline.example with the services"
                + " at their usual ports, or at those of PIPELINE_AGENT_PORT, PIPELINE_COLLECTOR_PORT and"
                + " PIPELINE_ANALYTICS_PORT; PIPELINE_AGENT_URL, PIPELINE_COLLECTOR_URL and PIPELINE_ANALYTICS_URL name a"
                + " whole address. With real API keys the run costs what a run costs." })
final class SmokeCommand implements Runnable {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "URL", arity = "0..1", description = "The host of the installation (http://localhost).")
    private String host = "http://localhost";

    @Option(names = "--company", paramLabel = "NAME", description = "What to research (OpenAI).")
    private String company = "OpenAI";

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long each part may take (300).")
    private int timeout = 300;

    private JsonHttp http;

    SmokeCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (timeout <= 0) {
            throw new ParameterException(spec.commandLine(),
                    "option --timeout needs a number of seconds, not '" + timeout + "'");
        }
        http = context.http();
        Endpoints endpoints = context.endpoints(host);
        Duration limit = Duration.ofSeconds(timeout);
        ready("agent-service", endpoints.agent());
        ready("collector-service", endpoints.collector());
        ready("analytics-service", endpoints.analytics());
        RunView run = research(new Research(http, endpoints), limit);
        counted(new Kpis(http, endpoints), run, limit);
    }

    private void ready(String name, URI service) {
        URI uri = service.resolve("/q/health/ready");
        JsonHttp.Answer answer = http.get(uri);
        if (!answer.ok()) {
            throw ServiceException.failed(name + " is not ready: " + uri + " answered " + answer.status() + " and says why");
        }
        passed(name + " is ready at " + service);
    }

    private RunView research(Research research, Duration limit) {
        String runId = research.submit(company, null, true);
        passed("the agent accepted run " + runId);
        List<Submitted> runs = List.of(new Submitted(company, runId));
        RunView[] ended = new RunView[1];
        new RunFollower(research, new ProgressView(context.terminal(), runs), limit).follow(runs, run -> ended[0] = run);
        RunView run = ended[0];
        if (!run.useful()) {
            throw ServiceException.failed("the run ended as " + run.status() + " (" + run.errorType() + ", "
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
        context.terminal().print("  ok  " + what);
    }
}
