package dev.tavilypipeline.cli;

import picocli.CommandLine.Command;

@Command(name = "up", synopsisHeading = "", optionListHeading = "%n", sortOptions = false, description = {
        "Builds what is not built, starts what does not run, and waits until all is ready.",
        "",
        "Builds the services if they were never built or their sources are newer, starts local-stack (Kafka, MongoDB, simulator"
                + " of the paid APIs), then the four services, and ends when each is ready. Running processes are not changed. If"
                + " something does not start, what this call started is stopped again." }, footer = {
                        "",
                        "  PIPELINE_START_TIMEOUT   seconds to wait for readiness (120)",
                        "  PIPELINE_*_PORT          another port: ANALYTICS, AGENT, COLLECTOR, BRIDGE, KAFKA, MONGODB, SIMULATOR",
                        "  PIPELINE_JAVA_OPTS       more options for each service's JVM",
                        "",
                        "local-stack does not start when Kafka, MongoDB and the search API are all elsewhere:"
                                + " PIPELINE_KAFKA_BOOTSTRAP_SERVERS, MONGODB_URI and TAVILY_API_KEY." })
final class UpCommand implements Runnable {

    private final Context context;

    UpCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.installation().up();
    }
}
