package dev.tavilypipeline.bench;

import java.util.Arrays;

import dev.tavilypipeline.bench.flow.FlowBench;

/** Runs one bench by its name; each prints a table. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) throws Exception {
        String name = arguments.length == 0 ? "" : arguments[0];
        String[] rest = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (name) {
            case "flow" -> FlowBench.main(rest);
            default -> {
                System.err.println("There is no bench '" + name + "'; there is: flow [RUNS]");
                System.exit(2);
            }
        }
    }
}
