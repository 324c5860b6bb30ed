package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.Locale;
import java.util.Optional;

import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.kit.start.SettingRefusedException;

/**
 * The names of the three streams.
 *
 * @param base empty if each stream is named on its own
 */
record StreamNames(Optional<String> base, String runs, String steps, String calls) {

    StreamNames {
        if (runs.equals(steps) || runs.equals(calls) || steps.equals(calls)) {
            String twice = runs.equals(steps) ? steps : calls;
            throw new SettingRefusedException(variable(runs.equals(steps) ? Table.STEPS : Table.CALLS), twice,
                    "each table needs a stream of its own, whose prefix says which rows it has");
        }
    }

    static StreamNames of(FirehoseSettings settings) {
        Optional<String> base = settings.streamName().map(String::strip).filter(name -> !name.isEmpty());
        return new StreamNames(base, name(Table.RUNS, settings.stream().runs(), base),
                name(Table.STEPS, settings.stream().steps(), base), name(Table.CALLS, settings.stream().calls(), base));
    }

    String of(Table table) {
        return switch (table) {
            case RUNS -> runs;
            case STEPS -> steps;
            case CALLS -> calls;
        };
    }

    /** How to create them. */
    String advice() {
        return "create the three Direct PUT streams " + runs + ", " + steps + " and " + calls
                + " with the prefixes runs/, steps/ and calls/ in the bucket, or name existing ones by "
                + variable(Table.RUNS) + ", " + variable(Table.STEPS) + " and " + variable(Table.CALLS);
    }

    private static String name(Table table, Optional<String> own, Optional<String> base) {
        String name = own.map(String::strip).filter(given -> !given.isEmpty())
                .or(() -> base.map(given -> given + "-" + table.prefix()))
                .orElseThrow(() -> new SettingRefusedException("FIREHOSE_STREAM_NAME", "",
                        "with PIPELINE_DESTINATION=firehose name the streams: NAME stands for NAME-runs, NAME-steps and "
                                + "NAME-calls"));
        if (!name.matches("[a-zA-Z0-9_.-]{1,64}")) {
            throw new SettingRefusedException(own.isPresent() ? variable(table) : "FIREHOSE_STREAM_NAME", name,
                    "a stream's name has 1 to 64 letters, digits, dots, dashes and underscores, its ending included");
        }
        return name;
    }

    private static String variable(Table table) {
        return "PIPELINE_FIREHOSE_STREAM_" + table.prefix().toUpperCase(Locale.ROOT);
    }
}
