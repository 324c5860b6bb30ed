package dev.tavilypipeline.agent.run;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.uuid.Generators;

import dev.tavilypipeline.agent.call.Attempt;
import dev.tavilypipeline.agent.call.Attempts;
import dev.tavilypipeline.agent.call.Call;
import dev.tavilypipeline.agent.call.TestTimeSource;
import dev.tavilypipeline.agent.call.Unlimited;
import dev.tavilypipeline.agent.run.SearchAnswer.Hit;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.kit.tracing.Tracing;
import io.smallrye.mutiny.Uni;

/** The world around a run. */
public final class Fakes {

    private Fakes() {
    }

    static Hit hit(String path) {
        return new Hit("Title of " + path, URI.create("https://example.com/" + path), "Words of " + path + ".", 0.9);
    }

    static Attempt<SearchAnswer> found(String... paths) {
        return Attempts.answered(new SearchAnswer(Stream.of(paths).map(Fakes::hit).toList()));
    }

    /** Answers each kind of query as the script says, in that order. */
    static final class ScriptedSearch implements Search {

        final List<String> queries = Collections.synchronizedList(new ArrayList<>());
        Runnable onQuery = () -> {
        };
        private final Map<String, Deque<Attempt<SearchAnswer>>> script = new HashMap<>();

        @SafeVarargs
        @SuppressWarnings("varargs") // only read
        final ScriptedSearch on(String queryEnd, Attempt<SearchAnswer>... attempts) {
            script.put(queryEnd, new ArrayDeque<>(Arrays.asList(attempts)));
            return this;
        }

        @Override
        public Call<SearchAnswer> search(SearchRequest request) {
            queries.add(request.query());
            return Attempts.call(() -> answer(request));
        }

        private Attempt<SearchAnswer> answer(SearchRequest request) {
            onQuery.run();
            return script.entrySet().stream()
                    .filter(kind -> request.query().endsWith(kind.getKey()))
                    .findFirst().orElseThrow()
                    .getValue().removeFirst();
        }
    }

    /** What executions share, with a search and a model, and without limits. */
    public static ExecutionContext context(Search search, SummaryModel model, RunEventPublisher publisher, SearchCache cache) {
        return new ExecutionContext(new ExecutionContext.Providers(search, Optional.ofNullable(model), true),
                Unlimited.caller(), cache,
                publisher, new TestTimeSource().source(), Generators.timeBasedEpochGenerator()::generate, "1.0", Tracing.OFF);
    }

    public static SearchCache noCache() {
        return new SearchCache(Duration.ZERO, 1);
    }

    /** Keeps facts as a log does, in order; durable at once unless it is held. */
    static final class RecordedFacts implements RunEventPublisher {

        final List<RunEvent> facts = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Uni<Void> publish(RunEvent fact, String traceparent) {
            facts.add(fact);
            return Uni.createFrom().voidItem();
        }

        <T extends RunEvent> List<T> of(Class<T> type) {
            return facts.stream().filter(type::isInstance).map(type::cast).toList();
        }

        <T extends RunEvent> T only(Class<T> type) {
            List<T> all = of(type);
            if (all.size() != 1) {
                throw new AssertionError("expected one " + type.getSimpleName() + " but there are " + all);
            }
            return all.get(0);
        }
    }
}
