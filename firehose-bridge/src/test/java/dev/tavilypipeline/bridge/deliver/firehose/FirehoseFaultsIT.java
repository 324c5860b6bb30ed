package dev.tavilypipeline.bridge.deliver.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.deliver.RejectedRow;
import dev.tavilypipeline.bridge.deliver.aws.TestClients;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.bridge.split.TestRows;
import dev.tavilypipeline.localstack.firehose.Fault;
import dev.tavilypipeline.localstack.firehose.FirehoseEndpoint;
import dev.tavilypipeline.localstack.firehose.PutCall;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** How the destination handles every fault of a call to Firehose. */
class FirehoseFaultsIT {

    /** The common pool of a machine with two processors has one thread. */
    private static final Executor THREADS = task -> new Thread(task).start();
    private static final String CALLS = "kpi-calls";

    private final FirehoseEndpoint endpoint = new FirehoseEndpoint().start();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final FirehoseDestination destination = EndpointStart.destination(endpoint, metrics);

    @BeforeEach
    void makeStreams() {
        endpoint.make("kpi-runs", "kpi-steps", CALLS);
    }

    @AfterEach
    @SuppressWarnings("FutureReturnValueIgnored")
    void close() {
        assertThat(endpoint.limitsBroken()).isEmpty();
        THREADS.execute(destination::close); // slow, and nothing waits for it
        endpoint.close();
    }

    @ParameterizedTest
    @CsvSource({ "1, ServiceUnavailableException", "450, InternalFailure", "500, ServiceUnavailableException",
            "500, SomethingNew" })
    void shouldRetryOnlyFailedRecords(int failing, String code) throws IOException, InterruptedException {
        List<Row> rows = TestRows.some(Table.CALLS, 500, 100);
        endpoint.meet(first(2, call -> new Fault.Partial(failing, code)));
        RateLimiter limiter = new RateLimiter(1e9, 1e9, 1e12, System::nanoTime);

        assertThat(rowByRow(limiter).deliver(rows)).isEmpty();

        assertThat(endpoint.lines(CALLS)).containsExactlyInAnyOrderElementsOf(texts(rows));
        assertThat(endpoint.records(CALLS)).as("a record a row").hasSize(500);
        assertThat(metrics.counter("pipeline.bridge.retries", "table", "calls", "code", code).count())
                .as("those of the first call, and of the second as many as it had").isEqualTo(2.0 * failing);
        assertThat(metrics.counter("pipeline.bridge.records", "table", "calls").count()).isEqualTo(500);
        assertThat(limiter.rate() < 0.99).as("slowed down").isEqualTo(code.equals("ServiceUnavailableException"));
    }

    @Test
    void shouldRetryThrottledCallsAndSlowDown() throws IOException, InterruptedException {
        List<Row> rows = TestRows.some(Table.CALLS, 50, 100);
        endpoint.meet(first(3, call -> Fault.Refusal.throttling()));
        RateLimiter limiter = new RateLimiter(1e9, 1e9, 1e12, System::nanoTime);

        assertThat(rowByRow(limiter).deliver(rows)).isEmpty();

        assertThat(endpoint.lines(CALLS)).containsExactlyInAnyOrderElementsOf(texts(rows));
        assertThat(limiter.rate()).isLessThan(0.99);
    }

    @Test
    void shouldRetryACallThatIsAnsweredByAFailure() throws IOException, InterruptedException {
        List<Row> rows = TestRows.some(Table.CALLS, 50, 100);
        endpoint.meet(first(1, call -> Fault.FailureAfterAccepting.internal()));

        assertThat(destination.deliver(batch(rows))).isEmpty();

        assertThat(endpoint.lines(CALLS)).as("it was accepted, which the response did not say").hasSize(100)
                .containsAll(texts(rows));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void shouldRetryACallWhoseConnectionIsDropped(boolean afterAccepting) throws IOException, InterruptedException {
        List<Row> rows = TestRows.some(Table.CALLS, 50, 100);
        endpoint.meet(first(1, call -> new Fault.Dropped(afterAccepting)));

        assertThat(destination.deliver(batch(rows))).isEmpty();

        assertThat(endpoint.lines(CALLS)).hasSize(afterAccepting ? 100 : 50).containsAll(texts(rows));
    }

    @Test
    void shouldTimeOutAndRetryACallWithoutResponse() throws IOException, InterruptedException {
        List<Row> rows = TestRows.some(Table.CALLS, 50, 100);
        endpoint.meet(first(1, call -> new Fault.Slow(Duration.ofMinutes(1))));
        FirehoseDestination impatient = new FirehoseDestination(
                TestSettings.ofStream(TestSettings.STREAM).withCallTimeout(Duration.ofSeconds(3)),
                TestClients.at(endpoint.uri()), metrics);

        assertThat(impatient.deliver(batch(rows))).isEmpty();

        assertThat(endpoint.lines(CALLS)).hasSize(100).containsAll(texts(rows));
    }

    @Test
    void shouldFindTheOneRejectedRowAndDeliverItsNeighboursOnce() throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>(TestRows.some(Table.CALLS, 5_000, 500));
        Row poison = TestRows.of(Table.CALLS, "poison");
        rows.add(3_333, poison);
        endpoint.meet(call -> holds(call, "poison") ? rejection("InvalidArgumentException") : Fault.NONE);

        List<RejectedRow> rejected = destination.deliver(batch(rows));

        assertThat(rejected).singleElement().satisfies(one -> {
            assertThat(one.row()).isSameAs(poison);
            assertThat(one.reason()).isEqualTo("Firehose rejects a row of calls of 7 bytes: InvalidArgumentException");
        });
        rows.remove(poison);
        assertThat(endpoint.lines(CALLS)).as("right after a start, without anything accepted before").hasSize(5_000)
                .containsAll(texts(rows));
    }

    @Test
    void shouldRejectOversizedRowsWithoutACall() throws IOException, InterruptedException {
        Row largest = TestRows.of(Table.CALLS, 1, 1_024_000);
        Row tooLarge = TestRows.of(Table.CALLS, 2, 1_024_001);

        List<RejectedRow> rejected = destination.deliver(batch(List.of(largest, tooLarge)));

        assertThat(rejected).singleElement().satisfies(one -> {
            assertThat(one.row()).isSameAs(tooLarge);
            assertThat(one.reason()).isEqualTo("a row of calls is 1024001 bytes, and a record of Firehose at most 1024000");
        });
        assertThat(endpoint.records(CALLS)).extracting(PutCall.Payload::size).containsExactly(1_024_000);
    }

    @Test
    void shouldBlockAndRejectNoRowWhenAStreamRejectsEverything() throws Exception {
        List<Row> rows = TestRows.some(Table.CALLS, 20, 100);
        endpoint.meet(call -> rejection("InvalidArgumentException"));
        CompletableFuture<List<RejectedRow>> delivery = inBackground(rows);
        await().untilAsserted(() -> assertThatExceptionOfType(IOException.class).isThrownBy(destination::check)
                .withMessageStartingWith("stream kpi-calls: it rejects every row, InvalidArgumentException"));

        endpoint.meet(call -> Fault.NONE);

        assertThat(get(delivery)).isEmpty();
        assertThat(endpoint.lines(CALLS)).containsExactlyInAnyOrderElementsOf(texts(rows));
        assertThatNoException().isThrownBy(destination::check);
    }

    @Test
    void shouldDeliverAllNeighboursOfSeveralRejectedRowsAfterAStart() throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>(TestRows.some(Table.CALLS, 100, 100));
        IntStream.range(0, 10).forEach(i -> rows.add(i, TestRows.of(Table.CALLS, "poison " + i)));
        endpoint.meet(call -> holds(call, "poison") ? rejection("InvalidArgumentException") : Fault.NONE);

        List<RejectedRow> rejected = destination.deliver(batch(rows));

        assertThat(rejected).extracting(RejectedRow::row).containsExactlyInAnyOrderElementsOf(rows.subList(0, 10));
        assertThat(endpoint.lines(CALLS)).as("once, but for rows that proved the stream")
                .containsAll(texts(rows.subList(10, 110)))
                .doesNotContainAnyElementsOf(texts(rows.subList(0, 10)));
    }

    @Test
    void shouldProveByAnAcceptedRowThatTheStreamAcceptsOthersThanALoneRejectedRow() throws IOException, InterruptedException {
        Row accepted = TestRows.of(Table.CALLS, "accepted");
        destination.deliver(batch(List.of(accepted)));
        Row poison = TestRows.of(Table.CALLS, "poison");
        endpoint.meet(call -> holds(call, "poison") ? rejection("InvalidArgumentException") : Fault.NONE);

        List<RejectedRow> rejected = destination.deliver(batch(List.of(poison)));

        assertThat(rejected).extracting(RejectedRow::row).containsExactly(poison);
        assertThat(endpoint.lines(CALLS)).containsExactly("accepted", "accepted");
    }

    @Test
    void shouldRejectNoRowWhenAStreamStopsAcceptingAnything() throws Exception {
        destination.deliver(batch(TestRows.some(Table.CALLS, 20, 100)));
        endpoint.clear();
        List<Row> rows = TestRows.some(Table.CALLS, 200, 100);
        endpoint.meet(call -> rejection("InvalidArgumentException"));
        CompletableFuture<List<RejectedRow>> delivery = inBackground(rows);
        await().untilAsserted(() -> assertThatExceptionOfType(IOException.class).isThrownBy(destination::check)
                .withMessageStartingWith("stream kpi-calls: it rejects every row, InvalidArgumentException"));
        int calls = endpoint.calls();
        await().until(() -> endpoint.calls() > calls + 20);
        assertThat(delivery).isNotDone();

        endpoint.meet(call -> Fault.NONE);

        assertThat(get(delivery)).isEmpty();
        assertThat(endpoint.lines(CALLS)).containsAll(texts(rows));
    }

    @ParameterizedTest
    @ValueSource(strings = { "AccessDeniedException", "ExpiredTokenException", "UnrecognizedClientException" })
    void shouldBlockWhileForbiddenAndDeliverWhenPermitted(String code) throws Exception {
        List<Row> rows = TestRows.some(Table.CALLS, 20, 100);
        endpoint.meet(call -> rejection(code));
        CompletableFuture<List<RejectedRow>> delivery = inBackground(rows);
        await().untilAsserted(() -> assertThatExceptionOfType(IOException.class).isThrownBy(destination::check)
                .withMessageStartingWith("stream kpi-calls: " + code));
        assertThat(delivery).isNotDone();

        endpoint.meet(call -> Fault.NONE);

        assertThat(get(delivery)).isEmpty();
        assertThat(endpoint.lines(CALLS)).containsExactlyInAnyOrderElementsOf(texts(rows));
        assertThatNoException().isThrownBy(destination::check);
    }

    @Test
    void shouldBlockWhileAStreamIsMissingAndDeliverTheOthersOnce() throws Exception {
        endpoint.delete(CALLS);
        List<Row> rows = new ArrayList<>(TestRows.some(Table.CALLS, 20, 100));
        rows.addAll(TestRows.some(Table.RUNS, 10, 100));
        CompletableFuture<List<RejectedRow>> delivery = inBackground(rows);
        await().untilAsserted(() -> assertThat(endpoint.lines("kpi-runs")).hasSize(10));
        assertThatExceptionOfType(IOException.class).isThrownBy(destination::check)
                .withMessageStartingWith("there is no stream kpi-calls: create the three Direct PUT streams kpi-runs");
        assertThat(delivery).isNotDone();

        endpoint.make(CALLS);

        assertThat(get(delivery)).isEmpty();
        assertThat(endpoint.lines(CALLS)).hasSize(20);
        assertThat(endpoint.lines("kpi-runs")).hasSize(10);
    }

    @Test
    void shouldSayHowToCreateThreeStreamsInPlaceOfOne() {
        Stream.of("kpi-runs", "kpi-steps", CALLS).forEach(endpoint::delete);
        endpoint.make("kpi");

        assertThatExceptionOfType(IOException.class).isThrownBy(destination::check)
                .withMessageStartingWith("there is a stream kpi but no stream kpi-runs: create the three Direct PUT streams");
    }

    @Test
    void shouldEndWhenItIsInterrupted() throws Exception {
        endpoint.meet(call -> rejection("AccessDeniedException"));
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread delivery = new Thread(() -> {
            try {
                destination.deliver(batch(TestRows.some(Table.CALLS, 1, 100)));
            } catch (IOException | InterruptedException e) {
                ended.complete(e);
            }
        });
        delivery.start();
        await().until(() -> endpoint.calls() > 0);

        delivery.interrupt();

        assertThat(get(ended)).isInstanceOf(InterruptedException.class);
    }

    /** Packs each row into a record of its own, so that a call has the maximum of records. */
    private StreamDelivery rowByRow(RateLimiter limiter) {
        return new StreamDelivery(Table.CALLS, CALLS, EndpointStart.api(endpoint), new StreamState(Clock.systemUTC()),
                new Packer.Limits(100, 500, 1 << 20), limiter, Duration.ofMillis(10), new FirehoseMetrics(metrics));
    }

    private CompletableFuture<List<RejectedRow>> inBackground(List<Row> rows) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return destination.deliver(batch(rows));
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }, THREADS);
    }

    private static List<PartitionRows> batch(List<Row> rows) {
        return List.of(PartitionRows.of(0, 0, rows.size(), Instant.EPOCH, rows));
    }

    private static Function<PutCall, Fault> first(int count, Function<PutCall, Fault> fault) {
        return call -> call.number() <= count ? fault.apply(call) : Fault.NONE;
    }

    private static Fault rejection(String code) {
        return new Fault.Refusal(400, code, "No.");
    }

    private static boolean holds(PutCall call, String text) {
        return call.records().stream().anyMatch(record -> new String(record.bytes(), UTF_8).contains(text));
    }

    private static List<String> texts(List<Row> rows) {
        return rows.stream().map(TestRows::text).toList();
    }

    private static <T> T get(CompletableFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(20, TimeUnit.SECONDS);
    }
}
