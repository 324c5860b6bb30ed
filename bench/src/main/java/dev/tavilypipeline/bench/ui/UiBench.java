package dev.tavilypipeline.bench.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.RunsArgument;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.Table;
import dev.tavilypipeline.bench.harness.TemporaryFolder;
import dev.tavilypipeline.bench.kpis.Progress;
import dev.tavilypipeline.bench.kpis.WarehouseFile;
import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;

/**
 * Measures the web UI in Chromium, on all services: how soon each page of KPIs is complete with 90 days of runs in DuckDB, and
 * how soon an event of a run is on the screen.
 */
public final class UiBench {

    private static final String MEMORY = "512MB";
    private static final int ROUNDS = 15;
    private static final SimulatorSettings SIMULATOR = SimulatorSettings.PROMPT.withLatency(Duration.ofMillis(100),
            Duration.ofMillis(400));

    private UiBench() {
    }

    /** @param arguments the number of runs in the warehouse, 4000000 if none is given */
    public static void main(String[] arguments) throws IOException, SQLException {
        int runs = RunsArgument.of("ui", arguments, 4_000_000);
        TemporaryFolder temporary = TemporaryFolder.create("ui-bench");
        Path folder = temporary.path();
        Instant now = Instant.now();
        try (Installation installation = Installation.start(folder,
                LocalStackSettings.ephemeral(folder.resolve("stack")).withSimulator(SIMULATOR),
                Map.of("PIPELINE_DUCKDB_MEMORY", MEMORY, "PIPELINE_COMPLETENESS_CHECK_EVERY", "0s",
                        "PIPELINE_KPI_METRICS_EVERY",
                        "0s", "PIPELINE_SEARCH_CACHE", "false"),
                List.of(Service.values()))) {
            fill(installation, folder, runs, now);
            try (Browser browser = new Browser(folder);
                    EventTap tap = new EventTap(installation.get(Service.ANALYTICS).uri())) {
                Table pages = new PageTimes(browser, installation.get(Service.ANALYTICS).uri(), now).measure();
                Table events = new WatchedRuns(browser, tap).measure(ROUNDS);
                System.out.printf("%nui: %d runs over 90 days; then %d runs that are watched, %d at a time; %d processors%n%n",
                        runs, ROUNDS * WatchedRuns.AT_ONCE, WatchedRuns.AT_ONCE, Runtime.getRuntime().availableProcessors());
                System.out.println(pages);
                System.out.println(events);
            }
        }
        temporary.delete();
    }

    /** The service has made the tables, and must not run while another process writes into its file. */
    private static void fill(Installation installation, Path folder, int runs, Instant now) throws SQLException {
        installation.get(Service.ANALYTICS).close();
        new WarehouseFile(folder.resolve("warehouse.duckdb"), MEMORY).fill(runs, now, new Progress());
        installation.restart(Service.ANALYTICS);
    }
}
