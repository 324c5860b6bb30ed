package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.kit.start.SettingRefusedException;

/**
 * The names of the three streams.
 *
 * @param base empty if each stream is named on its own
 */
record StreamNames(Optional<String> base, Map<Table, String> names) {

    static StreamNames of(FirehoseSettings settings) {
        Optional<String> base = given(settings.streamName());
        Map<Table, String> names = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            Optional<String> own = given(own(settings.stream(), table));
            String name = own.or(() -> base.map(given -> given + "-" + table.prefix()))
                    .orElseThrow(() -> new SettingRefusedException("FIREHOSE_STREAM_NAME", "",
                            "with PIPELINE_DESTINATION=firehose name the streams: NAME stands for NAME-runs, NAME-steps and "
                                    + "NAME-calls"));
            if (!name.matches("[a-zA-Z0-9_.-]{1,64}")) {
                throw new SettingRefusedException(own.isPresent() ? variable(table) : "FIREHOSE_STREAM_NAME", name,
                        "a stream's name has 1 to 64 letters, digits, dots, dashes and underscores, its ending included");
            }
            if (names.containsValue(name)) {
                throw new SettingRefusedException(variable(table), name,
                        "each table needs a stream of its own, whose prefix says which rows it has");
            }
            names.put(table, name);
        }
        return new StreamNames(base, names);
    }

    private static Optional<String> own(FirehoseSettings.Streams streams, Table table) {
        return switch (table) {
            case RUNS -> streams.runs();
            case STEPS -> streams.steps();
            case CALLS -> streams.calls();
        };
    }

    private static Optional<String> given(Optional<String> setting) {
        return setting.map(String::strip).filter(name -> !name.isEmpty());
    }

    String of(Table table) {
        return names.get(table);
    }

    /** How to create them. */
    String advice() {
        return "create the three Direct PUT streams " + of(Table.RUNS) + ", " + of(Table.STEPS) + " and " + of(Table.CALLS)
                + " with the prefixes runs/, steps/ and calls/ in the bucket, or name existing ones by "
                + variable(Table.RUNS) + ", " + variable(Table.STEPS) + " and " + variable(Table.CALLS);
    }

    private static String variable(Table table) {
        return "PIPELINE_FIREHOSE_STREAM_" + table.prefix().toUpperCase(Locale.ROOT);
    }
}
