package dev.tavilypipeline.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepName;

/** Every query that is made periodically is served by an index as a real MongoDB uses them, so none grows with history. */
class QueryShapesIT {

    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final PageKey PAGE = new PageKey(NOW, UUID.randomUUID().toString());
    private static final RunFilter ALL = new RunFilter(null, null, null, null, null, WorkFilter.NONE, null, null);

    private static final Map<String, Consumer<TestStore>> QUERIES = new TreeMap<>(Map.ofEntries(
            Map.entry("relay", store -> store.runs.claim(NOW, new OutboxEntry(OutboxEntry.Kind.FACTS, NOW, "relay"), 100)),
            Map.entry("replay relay",
                    store -> store.runs.claim(NOW, new OutboxEntry(OutboxEntry.Kind.REPLAY, NOW, "relay"), 100)),
            Map.entry("abandon", store -> store.active.inactiveSince(NOW, 500)),
            Map.entry("retention", store -> store.purge.purge(NOW, 500)),
            Map.entry("replay claim", store -> store.replays.claim(NOW, Duration.ofMinutes(1))),
            Map.entry("replay left", store -> store.replays.left(UUID.randomUUID())),
            Map.entry("replay window", store -> store.replays.enqueue(
                    Replay.ofWindow(UUID.randomUUID(), NOW, NOW, NOW.plusSeconds(1)), NOW, 100)),
            Map.entry("events", store -> store.runs.versions(List.of(UUID.randomUUID(), UUID.randomUUID()))),
            Map.entry("run", store -> store.runs.find(UUID.randomUUID())),
            Map.entry("active", store -> store.active.count()),
            Map.entry("list", store -> store.list.page(ALL, null, 50)),
            Map.entry("list, next page", store -> store.list.page(ALL, PAGE, 50)),
            Map.entry("list of a status", store -> store.list.page(
                    new RunFilter(RunStatus.FAILED, null, null, null, null, WorkFilter.NONE, null, null), PAGE, 50)),
            Map.entry("list of a provider", store -> store.list.page(doing(new WorkFilter(null, null, "tavily")), PAGE, 50)),
            Map.entry("list of a step that failed", store -> store.list.page(
                    doing(new WorkFilter(StepName.SUMMARIZE, StepName.SUMMARIZE, null)), PAGE, 50)),
            Map.entry("ledger", store -> ledger(store, null)),
            Map.entry("ledger, next page", store -> ledger(store, PAGE))));

    private static TestStore store;

    @BeforeAll
    static void start() {
        store = new TestStore(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    static Stream<String> queries() {
        return QUERIES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void shouldBeServedByAnIndex(String name) {
        store.commands.clear();

        QUERIES.get(name).accept(store);

        List<BsonDocument> queries = store.commands.stream().filter(IndexRules::isQuery).toList();
        assertThat(queries).isNotEmpty().allSatisfy(query -> assertThat(
                IndexRules.of(store.database.getCollection(IndexRules.collection(query))).serve(query)).as(query.toJson())
                .isTrue());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void shouldReadNoFactsWhereNoneAreNeeded(String name) {
        store.commands.clear();

        QUERIES.get(name).accept(store);

        assertThat(store.commands).filteredOn(command -> command.containsKey("find"))
                .filteredOn(command -> command.getString("find").getValue().equals("runs"))
                .allSatisfy(command -> assertThat(command.getDocument("projection").containsKey("facts"))
                        .isEqualTo(name.equals("run")));
    }

    /** A step or a provider that few runs have: without an index of its own the whole window would be read. */
    @Test
    void shouldFindRunsByTheirWorkInTheOrderOfTheList() {
        BsonDocument query = new BsonDocument("find", new BsonString("runs")).append("filter",
                BsonDocument.parse("{work: 'failed:summarize'}"))
                .append("sort", BsonDocument.parse("{requested_at: -1, _id: -1}"));

        assertThat(IndexRules.of(store.database.getCollection("runs")).serve(query)).isTrue();
    }

    @Test
    void shouldNotServeWhatARealServerWouldSearchFor() {
        IndexRules rules = IndexRules.of(store.database.getCollection("runs"));

        assertThat(Stream.of("{active: {$exists: false}}", "{requested_at: {$ne: null}}", "{}", "{summary: 'x'}",
                "{purged: {$exists: false}, pending: {$exists: false}}").map(
                        filter -> new BsonDocument("find",
                                new BsonString("runs")).append("filter", BsonDocument.parse(filter))))
                .noneMatch(rules::serve);
    }

    @Test
    void shouldHaveNoUniqueIndexThatForbidsSharding() {
        assertThat(Stream.of("runs", "replays", "redrives")
                .flatMap(name -> store.database.getCollection(name).listIndexes().into(new ArrayList<>()).stream())
                .filter(index -> !index.get("key", Document.class).keySet().equals(Set.of("_id"))))
                .isNotEmpty().noneMatch(index -> index.getBoolean("unique", false));
    }

    private static RunFilter doing(WorkFilter work) {
        return new RunFilter(null, null, null, null, null, work, null, null);
    }

    private static void ledger(TestStore store, PageKey after) {
        store.list.newestFirst(RunDocument.LEDGER_AT, NOW, NOW.plusSeconds(1), after, List.of(), LedgerEntry.FIELDS)
                .limit(1_000).first();
    }
}
