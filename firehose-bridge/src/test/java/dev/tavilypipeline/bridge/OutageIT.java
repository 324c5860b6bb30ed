package dev.tavilypipeline.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.localstack.firehose.Fault;

/**
 * The packaged bridge while one of its streams is down and envelopes keep coming; {@code -Doutage.seconds=600} makes it the ten
 * minutes that an outage may well last.
 */
class OutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 20));
    private static final int ENVELOPES_A_SECOND = 100;
    private static final long MAX_IN_FLIGHT_MIB = 8;
    private static final long MAX_RESIDENT_MIB = 512;

    private static final Map<String, String> SETTINGS = Map.of(
            "PIPELINE_BRIDGE_LINGER_MS", "500",
            "PIPELINE_BRIDGE_BATCH_MIB", "2",
            "PIPELINE_BRIDGE_MAX_IN_FLIGHT_MIB", Long.toString(MAX_IN_FLIGHT_MIB),
            // so short that seconds are long: who does not poll that often loses its partitions
            "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_MAX_POLL_INTERVAL_MS", "6000",
            "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_SESSION_TIMEOUT_MS", "6000");

    @RegisterExtension
    final FirehoseInstallation installation = new FirehoseInstallation();

    @Test
    void shouldKeepItsPartitionsAndItsMemoryAndGoOnWhenTheStreamIsBack() {
        List<RunEnvelope> sent = new ArrayList<>(installation.send(100));
        try (BridgeProcess bridge = installation.startBridge(SETTINGS)) {
            installation.awaitCommitted();
            Set<String> members = installation.client().members();

            installation.firehose().meet(call -> call.stream().equals("kpi-steps") ? Fault.Refusal.throttling() : Fault.NONE);
            long mostResident = 0;
            double mostInFlight = 0;
            for (Instant end = Instant.now().plus(OUTAGE); Instant.now().isBefore(end);) {
                await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
                sent.addAll(installation.send(ENVELOPES_A_SECOND));
                mostResident = Math.max(mostResident, bridge.residentMib());
                mostInFlight = Math.max(mostInFlight, bridge.metric("pipeline_bridge_in_flight_bytes"));
                assertThat(installation.client().members()).as("the member that has the partitions").isEqualTo(members);
            }
            System.out.printf("%d s, %d envelopes, %d not committed, at most %.1f MiB in flight and %d MiB resident%n",
                    OUTAGE.toSeconds(), sent.size(), installation.client().uncommitted(), mostInFlight / (1 << 20),
                    mostResident);
            assertThat(mostInFlight).isLessThan((MAX_IN_FLIGHT_MIB + 6) << 20);
            assertThat(mostResident).isLessThan(MAX_RESIDENT_MIB);
            assertThat(installation.client().uncommitted()).isPositive();

            installation.firehose().meet(call -> Fault.NONE);

            installation.awaitCommitted();
        }
        assertThat(AllRows.in(installation.firehose())).as("every row once, in the other tables too")
                .isEqualTo(AllRows.of(sent));
    }
}
