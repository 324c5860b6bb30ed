package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.bson.Document;
import org.bson.UuidRepresentation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;

import dev.tavilypipeline.collector.emit.EmissionPolicy;
import dev.tavilypipeline.collector.emit.EnvelopeSink;
import dev.tavilypipeline.collector.emit.OutboxRelay;
import dev.tavilypipeline.collector.emit.OutboxTimes;
import dev.tavilypipeline.collector.emit.RunWriter;
import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.PreparedEnvelope;
import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.kit.retry.RetryForever;
import dev.tavilypipeline.kit.tracing.Tracing;
import dev.tavilypipeline.localstack.mongo.EmbeddedMongo;
import dev.tavilypipeline.localstack.start.Ports;

/** Many runs in the outbox at once. */
class OutboxBacklogIT {

    /** The common pool of a machine with two processors has one thread. */
    private static final Executor THREADS = task -> new Thread(task).start();
    private static final Instant WRITTEN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = WRITTEN.plusSeconds(600);

    @TempDir
    Path dir;
    private final List<String> commands = new ArrayList<>();
    private final List<PreparedEnvelope> emitted = new ArrayList<>();
    private EmbeddedMongo mongo;
    private MongoClient client;
    private MongoCollection<Document> runs;
    private RunStore store;
    private ReplayStore replays;

    @BeforeEach
    void start() {
        mongo = new EmbeddedMongo(dir, Ports.free());
        mongo.start();
        client = MongoClients.create(MongoClientSettings.builder().applyConnectionString(new ConnectionString(mongo.uri()))
                .uuidRepresentation(UuidRepresentation.STANDARD).addCommandListener(recorder()).build());
        MongoDatabase database = client.getDatabase("backlog");
        runs = database.getCollection("runs");
        RunIndexes.create(runs);
        store = new RunStore(runs, Clock.fixed(WRITTEN, ZoneOffset.UTC));
        replays = new ReplayStore(database.getCollection("replays"), store, new RunList(store));
    }

    /** A proxy, because Quarkus makes a bean of every class that implements the interface. */
    private CommandListener recorder() {
        return (CommandListener) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { CommandListener.class },
                (proxy, method, arguments) -> {
                    if (method.getReturnType() != void.class) {
                        return method.invoke(commands, arguments);
                    }
                    if (arguments[0] instanceof CommandStartedEvent started) {
                        commands.add(started.getCommandName());
                    }
                    return null;
                });
    }

    @AfterEach
    void stop() {
        client.close();
        mongo.close();
    }

    @Test
    void shouldClaimManyRunsInThreeRoundTrips() {
        addFinished(1, 100);
        commands.clear();

        List<RunState> claimed = store.claim(LATER, lease("a"), 60);

        assertThat(commands).containsExactly("find", "update", "find");
        assertThat(claimed).extracting(RunState::runId)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 60).mapToObj(SampleRun::id).toList());
        assertThat(store.claim(LATER, lease("b"), 60)).hasSize(40);
        assertThat(store.claim(LATER, lease("c"), 60)).isEmpty();
    }

    /** Runs of 900 KB each, as many as a claim may have by their number. */
    @Test
    void shouldClaimOnlyAsManyRunsAsMayBeInMemoryAtOnce() {
        byte[] filler = new byte[900_000];
        Arrays.fill(filler, (byte) 'x');
        String text = new String(filler, StandardCharsets.US_ASCII);
        for (int i = 1; i <= 12; i++) {
            UUID runId = SampleRun.id(i);
            Fact large = Fact.event(() -> "filler", ("{\"type\":\"of_a_later_version\",\"run_id\":\"" + runId
                    + "\",\"text\":\"" + text + "\"}").getBytes(StandardCharsets.US_ASCII));
            RunFacts facts = RunFacts.of(List.of(large));
            store.addFacts(List.of(new RunUpdate(runId, null, null, List.of(large), facts.bytes(), "version-" + i, null, null,
                    null, null)), WRITTEN);
        }

        List<Integer> claims = new ArrayList<>();
        for (List<RunState> claimed = claim(claims); !claimed.isEmpty(); claimed = claim(claims)) {
            claims.add(claimed.size());
        }

        assertThat(claims).allSatisfy(claim -> assertThat(claim).isBetween(1, 5));
        assertThat(claims.stream().mapToInt(Integer::intValue).sum()).isEqualTo(12);
    }

    private List<RunState> claim(List<Integer> claims) {
        return store.claim(LATER, lease("claim-" + claims.size()), 200);
    }

    @Test
    void shouldClaimAgainWhenALeaseHasEnded() {
        addFinished(1, 1);
        store.claim(LATER, lease("a"), 1);

        assertThat(store.claim(LATER.plusSeconds(31), lease("b"), 1)).hasSize(1);
    }

    @Test
    void shouldPublishNewEnvelopesWhileAReplayIsPublishing() throws Exception {
        addFinished(1, 300);
        relay(this::emit).publishDue(OutboxEntry.Kind.FACTS, 1_000);
        replay(300);
        addFinished(301, 1);
        CountDownLatch replaying = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        OutboxRelay relay = relay(envelopes -> {
            if (envelopes.get(0).republished()) {
                replaying.countDown();
                await(released);
            }
            emit(envelopes);
        });
        CompletableFuture<Integer> republished = CompletableFuture
                .supplyAsync(() -> relay.publishDue(OutboxEntry.Kind.REPLAY, 1_000), THREADS);
        replaying.await();

        CompletableFuture<Integer> published = CompletableFuture
                .supplyAsync(() -> relay.publishDue(OutboxEntry.Kind.FACTS, 1_000), THREADS);

        try {
            assertThat(published.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(republished).isNotDone();
        } finally {
            released.countDown();
        }
        assertThat(republished.get(30, TimeUnit.SECONDS)).isEqualTo(300);
        assertThat(emitted).hasSize(601);
    }

    @Test
    void shouldPublishNewFactsBeforeAReplayOfTheSameRun() {
        addFinished(1, 2);
        relay(this::emit).publishDue(OutboxEntry.Kind.FACTS, 10);
        addFacts(List.of(SampleRun.numbered(1)), 2);
        emitted.clear();

        Replay replay = replay(2);

        assertThat(relay(this::emit).publishDue(OutboxEntry.Kind.FACTS, 10)).isEqualTo(1);
        assertThat(emitted).extracting(envelope -> envelope.envelope().runId()).containsExactly(SampleRun.id(1));
        assertThat(replays.left(replay.id())).isEqualTo(1);
        assertThat(relay(this::emit).publishDue(OutboxEntry.Kind.REPLAY, 10)).isEqualTo(1);
        assertThat(replays.left(replay.id())).isZero();
        assertThat(runs.find(eq("_id", SampleRun.id(1).toString())).first()).doesNotContainKeys(RunDocument.PENDING);
    }

    private void addFinished(int first, int count) {
        addFacts(IntStream.range(first, first + count).mapToObj(SampleRun::numbered).toList(), 1);
    }

    private void addFacts(List<SampleRun> added, int execution) {
        store.addFacts(added.stream().map(run -> RunUpdate.of(RunState.absent(run.runId),
                SampleRun.facts(run.execution(execution, RunStatus.SUCCESS)), run.runId + "-" + execution, null, null, null))
                .toList(), WRITTEN);
    }

    private Replay replay(int count) {
        Replay replay = replays.enqueue(Replay.ofWindow(UUID.randomUUID(), WRITTEN, Instant.EPOCH, LATER), WRITTEN, 1_000);
        assertThat(replay.enqueued()).isEqualTo(count);
        return replay;
    }

    private OutboxRelay relay(EnvelopeSink sink) {
        Clock later = Clock.fixed(LATER, ZoneOffset.UTC);
        OutboxTimes times = new OutboxTimes(Duration.ofSeconds(60), Duration.ofSeconds(30));
        RunWriter writer = new RunWriter(new RunStore(runs, later), sink, new EmissionPolicy(times), times,
                new RetryForever(), later, Tracing.OFF);
        return new OutboxRelay(store, writer, times, later);
    }

    private static OutboxEntry lease(String version) {
        return new OutboxEntry(OutboxEntry.Kind.FACTS, LATER.plusSeconds(30), version);
    }

    private synchronized void emit(List<PreparedEnvelope> envelopes) {
        emitted.addAll(envelopes);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
