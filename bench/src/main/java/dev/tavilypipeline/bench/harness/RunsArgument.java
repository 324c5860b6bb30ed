package dev.tavilypipeline.bench.harness;

/** The argument of a bench: the number of runs. */
public final class RunsArgument {

    private RunsArgument() {
    }

    /** Ends the program with status 2 if the arguments are anything but one number or nothing. */
    public static int of(String bench, String[] arguments, int defaultRuns) {
        if (arguments.length > 1 || (arguments.length == 1 && !arguments[0].matches("[1-9][0-9]{0,6}"))) {
            System.err.println("bench " + bench + " takes the number of runs, a whole number above 0");
            System.exit(2);
        }
        return arguments.length == 0 ? defaultRuns : Integer.parseInt(arguments[0]);
    }
}
