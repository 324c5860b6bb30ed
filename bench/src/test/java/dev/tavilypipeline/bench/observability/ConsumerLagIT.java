package dev.tavilypipeline.bench.observability;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.simulator.Failure;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;

/**
 * Jobs wait because the provider refuses the account: the agent has paused its partitions, and the lag is seen all the same.
 */
class ConsumerLagIT {

    private static final int JOBS = 600;
    /** The runs that are at work when the provider refuses end. */
    private static final int AT_WORK = 50;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void shouldCountRecordsThatAPausedConsumerLeavesInKafka() {
        LocalStackSettings stack = LocalStackSettings.ephemeral(folder.resolve("stack"))
                .withSimulator(new SimulatorSettings(Duration.ZERO, Duration.ZERO, Map.of(Failure.QUOTA_EXCEEDED, 1.0), 1));
        try (Installation installation = Installation.start(folder, stack, Map.of(),
                List.of(Service.AGENT, Service.COLLECTOR))) {
            String jobs = IntStream.range(0, JOBS).mapToObj(job -> "{\"company\": \"Company " + job + "\"}")
                    .collect(Collectors.joining(",", "{\"jobs\": [", "]}"));
            JsonClient.anonymous().post(installation.get(Service.AGENT).uri().resolve("/research/batch"), jobs).json(200);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> lag(installation, Service.AGENT).stream().anyMatch(lag -> lag > JOBS - AT_WORK));
            await().atMost(Duration.ofSeconds(60)).until(() -> lag(installation, Service.COLLECTOR).equals(List.of(0)));
        }
    }

    /** Empty where it is not reported. */
    private static List<Integer> lag(Installation installation, Service service) {
        String line = "pipeline_consumer_lag_records{topic=\"" + Topics.RESEARCH_JOBS + "\"} ";
        return installation.get(service).metrics().text().lines().filter(each -> each.startsWith(line))
                .map(each -> (int) Double.parseDouble(each.substring(line.length()))).toList();
    }
}
