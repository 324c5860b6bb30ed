package dev.tavilypipeline.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.localstack.firehose.Fault;

/** The packaged service delivers rows in flight after SIGTERM. */
class GracefulStopIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String IN_FLIGHT = "pipeline_bridge_in_flight_bytes";

    @RegisterExtension
    final FirehoseInstallation installation = new FirehoseInstallation();

    @Test
    void shouldDeliverAndCommitABatchThatStillLingers() {
        List<RunEnvelope> envelopes = installation.send(300);
        try (BridgeProcess bridge = startBridge("600000", "30s")) {
            await().atMost(SOON).until(() -> bridge.metric(IN_FLIGHT) > 300 * 2_000);
            assertThat(installation.firehose().calls()).as("it lingers for ten minutes").isZero();

            assertThat(bridge.stopsWithin(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(AllRows.in(installation.firehose())).isEqualTo(AllRows.of(envelopes));
        assertThat(installation.client().uncommitted()).isZero();
    }

    @Test
    void shouldStopInTimeWithRowsThatCannotBeDeliveredAndLeaveThemToTheNext() {
        installation.firehose().meet(call -> new Fault.Refusal(400, "AccessDeniedException", "No."));
        List<RunEnvelope> envelopes = installation.send(50);
        try (BridgeProcess bridge = startBridge("100", "1s")) {
            await().atMost(SOON).until(() -> installation.firehose().calls() > 0);

            assertThat(bridge.stopsWithin(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(installation.client().uncommitted()).isEqualTo(50);
        installation.firehose().meet(call -> Fault.NONE);
        try (BridgeProcess next = startBridge("100", "30s")) {
            installation.awaitCommitted();
            assertThat(AllRows.in(installation.firehose())).isEqualTo(AllRows.of(envelopes));
            assertThat(next.stopsWithin(Duration.ofSeconds(20))).isTrue();
        }
    }

    private BridgeProcess startBridge(String lingerMs, String drainTimeout) {
        return installation.startBridge(
                Map.of("PIPELINE_BRIDGE_LINGER_MS", lingerMs, "PIPELINE_BRIDGE_DRAIN_TIMEOUT", drainTimeout));
    }
}
