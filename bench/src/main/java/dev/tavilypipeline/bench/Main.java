package dev.tavilypipeline.bench;

import java.util.Arrays;

import dev.tavilypipeline.bench.agent.AgentBench;
import dev.tavilypipeline.bench.bridge.BridgeBench;
import dev.tavilypipeline.bench.collector.CollectorBench;
import dev.tavilypipeline.bench.flow.FlowBench;
import dev.tavilypipeline.bench.kpis.KpisBench;
import dev.tavilypipeline.bench.ui.UiBench;

/** Runs the bench that the first argument names; each prints a table. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) throws Exception {
        // there is no slf4j backend on purpose: the logs of Kafka's and MongoDB's clients would hide the table
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        String name = arguments.length == 0 ? "" : arguments[0];
        String[] rest = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (name) {
            case "agent" -> AgentBench.main(rest);
            case "bridge" -> BridgeBench.main(rest);
            case "collector" -> CollectorBench.main(rest);
            case "flow" -> FlowBench.main(rest);
            case "kpis" -> KpisBench.main(rest);
            case "ui" -> UiBench.main(rest);
            default -> {
                System.err.println("There is no bench '" + name
                        + "'; there are: agent [JOBS], bridge [RUNS], collector [RUNS], flow [RUNS], "
                        + "kpis [RUNS], ui [RUNS]");
                System.exit(2);
            }
        }
    }
}
