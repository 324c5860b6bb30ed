package dev.tavilypipeline.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.bson.Document;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.RunEnvelope;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * Any order, duplicates, batches, crashes between any two writes and replicas with the same batches lead to the same document
 * and the same last envelope. Through MongoDB, the embedded one or that of {@code MONGODB_URI}.
 */
class ConvergenceIT {

    private static final int MAX_FACTS = 40;

    private static TestMongo mongo;

    @BeforeContainer
    static void start() {
        mongo = TestMongo.start();
    }

    @AfterContainer
    static void stop() {
        mongo.close();
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void shouldConvergeToTheSameRunWhateverHappens(@ForAll Scenario scenario, @ForAll("deliveries") Delivery delivery,
            @ForAll("faults") Map<Integer, Fault> faults) {
        List<Fact> facts = scenario.facts(UUID.randomUUID());
        Replicas replicas = new Replicas(mongo.runs(), delivery.of(facts), delivery.consumers(), faults);

        replicas.run();

        Document document = mongo.runs().find(new Document("_id", facts.get(0).runId().toString())).first();
        assertThat(document).doesNotContainKey("pending");
        assertThat(document.get("facts", Document.class).values())
                .containsExactlyInAnyOrderElementsOf(facts.stream().map(Fact::json).collect(Collectors.toSet()));
        if (scenario.hasEnvelope()) {
            assertThat(content(replicas.emitted())).isEqualTo(content(reference(facts)));
            assertThat(document.get("emitted", Document.class).getInteger("revision")).isEqualTo(facts.size());
            scenario.check(last(replicas.emitted()));
        } else {
            assertThat(replicas.emitted()).isEmpty();
        }
        assertThatNoKeyIsLost(replicas.emitted());
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void shouldEmitNoEnvelopeTwiceWithoutFaults(@ForAll Scenario scenario, @ForAll("deliveries") Delivery delivery) {
        List<Fact> facts = scenario.facts(UUID.randomUUID());
        Replicas replicas = new Replicas(mongo.runs(), delivery.of(facts), delivery.consumers(), Map.of());

        replicas.run();

        assertThat(replicas.emitted()).extracting(RunEnvelope::revision).doesNotHaveDuplicates().isSorted();
    }

    @BeforeTry
    void deleteOtherRuns() {
        mongo.runs().deleteMany(new Document());
    }

    /** The envelopes that one replica emits for all facts in their order. */
    private static List<RunEnvelope> reference(List<Fact> facts) {
        mongo.runs().deleteMany(new Document());
        Replicas alone = new Replicas(mongo.runs(), List.of(facts), List.of(0), Map.of());
        alone.run();
        return alone.emitted();
    }

    /** The envelope that the warehouse keeps, without its time of emission. */
    private static String content(List<RunEnvelope> emitted) {
        RunEnvelope last = last(emitted);
        return last.toString().replace(last.emittedAt().toString(), "");
    }

    private static RunEnvelope last(List<RunEnvelope> emitted) {
        return emitted.stream()
                .max(Comparator.comparing(RunEnvelope::revision).thenComparing(RunEnvelope::emittedAt))
                .orElseThrow();
    }

    private static void assertThatNoKeyIsLost(List<RunEnvelope> emitted) {
        if (!emitted.isEmpty()) {
            assertThat(last(emitted).apiCalls()).extracting(ApiCallRow::callId).containsAll(emitted.stream()
                    .flatMap(envelope -> envelope.apiCalls().stream()).map(ApiCallRow::callId).collect(Collectors.toSet()));
        }
        assertThat(emitted).allSatisfy(envelope -> assertThat(envelope.runSteps()).hasSize(3));
    }

    @Provide
    Arbitrary<Delivery> deliveries() {
        Arbitrary<List<Integer>> order = Arbitraries.integers().between(0, MAX_FACTS - 1).list().ofMaxSize(15)
                .flatMap(copies -> {
                    List<Integer> all = new ArrayList<>(IntStream.range(0, MAX_FACTS).boxed().toList());
                    all.addAll(copies);
                    return Arbitraries.shuffle(all);
                });
        Arbitrary<List<Integer>> sizes = Arbitraries.integers().between(1, 12).list().ofSize(MAX_FACTS + 15);
        Arbitrary<List<Integer>> consumers = Arbitraries.integers().between(0, 1).list().ofSize(MAX_FACTS);
        return Combinators.combine(order, sizes, consumers).as(Delivery::new);
    }

    @Provide
    Arbitrary<Map<Integer, Fault>> faults() {
        return Arbitraries.maps(Arbitraries.integers().between(0, 60), Arbitraries.of(Fault.class)).ofMaxSize(12);
    }

    /**
     * The order in which numbered facts arrive, duplicates included, the sizes of their batches, and which replica consumes
     * each batch.
     */
    record Delivery(List<Integer> order, List<Integer> sizes, List<Integer> consumers) {

        List<List<Fact>> of(List<Fact> facts) {
            List<Fact> sequence = order.stream().filter(number -> number < facts.size()).map(facts::get).toList();
            List<List<Fact>> batches = new ArrayList<>();
            for (int from = 0, batch = 0; from < sequence.size(); from += sizes.get(batch), batch++) {
                batches.add(sequence.subList(from, Math.min(from + sizes.get(batch), sequence.size())));
            }
            return batches;
        }
    }
}
