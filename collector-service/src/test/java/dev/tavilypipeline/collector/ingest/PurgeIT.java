package dev.tavilypipeline.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.collector.store.RunPurge;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.contract.RunEnvelope;

/** A late fact, or a request under an old key, does not change a purged run. */
class PurgeIT {

    private static TestMongo mongo;

    private final UUID runId = UUID.randomUUID();
    private final RunPurge purge = new RunPurge(new RunStore(mongo.runs(), Clock.systemUTC()), Clock.systemUTC());

    @BeforeAll
    static void start() {
        mongo = TestMongo.start();
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @Test
    void shouldKeepWhatTheLedgerShowsAndNothingElse() {
        consume(Scenario.ONE_EXECUTION.facts(runId));

        assertThat(purge.purge(SampleRun.REQUESTED_AT, 10)).isZero();
        assertThat(purge.purge(SampleRun.REQUESTED_AT.plusSeconds(1), 10)).isEqualTo(1);

        Document left = document();
        assertThat(left).containsOnlyKeys("_id", "version", "written_at", "ledger_at", "deliver", "emitted", "purged");
        assertThat(left.get("emitted", Document.class)).containsEntry("revision", SampleRun.FACTS + 1)
                .doesNotContainKey("envelope");
        assertThat(left.toJson()).doesNotContain("Acme");
    }

    @Test
    void shouldNotBringBackAnOlderState() {
        List<Fact> facts = Scenario.SECOND_EXECUTION_FINISHES.facts(runId);
        consume(facts);
        purge.purge(Instant.now(), 10);
        Document purged = document();

        assertThat(consume(facts.subList(0, 5))).isEmpty();
        assertThat(consume(Scenario.ABANDONED.facts(runId))).isEmpty();

        assertThat(document()).doesNotContainKeys("facts", "pending", "summary").containsEntry("emitted",
                purged.get("emitted"));
    }

    @Test
    void shouldNotPurgeAnActiveRun() {
        consume(Scenario.ACTIVE.facts(runId));

        purge.purge(Instant.now(), 10);

        assertThat(document()).doesNotContainKey("purged");
    }

    @Test
    void shouldPurgeARunOfWhichOnlyACancellationIsKnownByTheTimeOfThat() {
        SampleRun run = new SampleRun(runId, true);
        consume(List.of(run.cancellationFact()));

        purge.purge(run.cancellation().requestedAt(), 10);
        assertThat(document()).doesNotContainKey("purged");
        purge.purge(run.cancellation().requestedAt().plusMillis(1), 10);

        assertThat(document()).containsKey("purged").doesNotContainKeys("facts", "summary", "unknown_since");
    }

    @Test
    void shouldPurgeByTheRequestOnceAJobIsKnown() {
        SampleRun run = new SampleRun(runId, true);
        consume(List.of(run.cancellationFact()));
        consume(List.of(run.jobFact()));

        assertThat(document()).doesNotContainKey("unknown_since").containsKey("requested_at");
    }

    private List<RunEnvelope> consume(List<Fact> facts) {
        Replicas replicas = new Replicas(mongo.runs(), List.of(facts), List.of(0), Map.of());
        replicas.run();
        return replicas.emitted();
    }

    private Document document() {
        return mongo.runs().find(new Document("_id", runId.toString())).first();
    }
}
