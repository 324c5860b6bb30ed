package dev.tavilypipeline.bench.kpis;

import java.nio.file.Path;
import java.util.Map;

import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.localstack.start.Ports;

/** An analytics-service with a lake and a DuckDB file of its own. */
record Analytics(Path folder, String name, Lake lake) {

    static final String MEMORY = "512MB";

    Analytics(Path folder, String name) {
        this(folder, name, new Lake(folder.resolve("lake-" + name)));
    }

    WarehouseFile file() {
        return file(MEMORY);
    }

    WarehouseFile file(String memory) {
        return new WarehouseFile(folder.resolve(name + ".duckdb"), memory);
    }

    /** Starts the service and returns when it is ready. */
    ServiceProcess start() {
        ServiceProcess service = launch();
        service.awaitReady();
        return service;
    }

    /** Starts the service, which is ready only when it has loaded what lies in the lake. */
    ServiceProcess launch() {
        return ServiceProcess.start(Service.ANALYTICS, Ports.free(),
                Map.of("PIPELINE_LAKE_DIR", lake.root().toString(), "PIPELINE_DUCKDB_FILE", file().path().toString(),
                        "PIPELINE_DUCKDB_MEMORY", MEMORY, "PIPELINE_COMPLETENESS_CHECK_EVERY", "0s",
                        "PIPELINE_KPI_METRICS_EVERY", "0s"),
                folder.resolve(name + ".log"));
    }
}
