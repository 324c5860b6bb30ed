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
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.contract.RunEnvelope;

/** What a late fact, or a request under a key of long ago, does to a run that was deleted: nothing. */
class PurgeIT {

    private static TestMongo mongo;

    private final UUID runId = UUID.randomUUID();
    private final RunStore store = new RunStore(mongo.runs(), Clock.systemUTC());

    @BeforeAll
    static void start() {
        mongo = TestMongo.start();
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @Test
    void shouldKeepWhatTheLedgerTellsAndNothingElse() {
        take(Story.DONE_AT_ONCE.facts(runId));

        assertThat(store.bury(SampleRun.REQUESTED_AT, 10)).isZero();
        assertThat(store.bury(SampleRun.REQUESTED_AT.plusSeconds(1), 10)).isEqualTo(1);

        Document left = document();
        assertThat(left).containsOnlyKeys("_id", "token", "at", "view", "emitted", "buried");
        assertThat(left.get("emitted", Document.class)).containsEntry("revision", SampleRun.FACTS + 1)
                .doesNotContainKey("envelope");
        assertThat(left.toJson()).doesNotContain("Acme");
    }

    @Test
    void shouldNotBringBackAnOlderTruth() {
        List<Fact> facts = Story.DONE_AT_THE_SECOND_ATTEMPT.facts(runId);
        take(facts);
        store.bury(Instant.now(), 10);
        Document buried = document();

        assertThat(take(facts.subList(0, 5))).isEmpty();
        assertThat(take(Story.ABANDONED.facts(runId))).isEmpty();

        assertThat(document()).doesNotContainKeys("facts", "dirty", "run").containsEntry("emitted", buried.get("emitted"));
    }

    @Test
    void shouldNotDeleteARunOnItsWay() {
        take(Story.ON_ITS_WAY.facts(runId));

        store.bury(Instant.now(), 10);

        assertThat(document()).doesNotContainKey("buried");
    }

    private List<RunEnvelope> take(List<Fact> facts) {
        Replicas replicas = new Replicas(mongo.runs(), List.of(facts), List.of(0), Map.of());
        replicas.work();
        return replicas.emitted();
    }

    private Document document() {
        return mongo.runs().find(new Document("_id", runId.toString())).first();
    }
}
