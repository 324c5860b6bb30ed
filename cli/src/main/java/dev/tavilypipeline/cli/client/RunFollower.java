package dev.tavilypipeline.cli.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.tavilypipeline.cli.terminal.Pause;

/**
 * Follows runs until each has ended. A collector that stops answering is asked again for a minute, since the runs go on
 * without it.
 */
public final class RunFollower {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final Duration MAX_SILENCE = Duration.ofSeconds(60);

    private final Research research;
    private final ProgressView progress;
    private final Instant deadline;
    private Instant lastAnswer = Instant.now();

    public RunFollower(Research research, ProgressView progress, Duration limit) {
        this.research = research;
        this.progress = progress;
        this.deadline = Instant.now().plus(limit);
    }

    /** @param ended gets each run once, in the order in which they end */
    public void follow(List<Submitted> submitted, Consumer<RunView> ended) {
        List<Submitted> open = new ArrayList<>(submitted);
        while (true) {
            for (Submitted run : List.copyOf(open)) {
                Optional<RunView> seen = read(run);
                seen.ifPresent(view -> progress.show(run, view));
                if (seen.filter(RunView::ended).isPresent()) {
                    open.remove(run);
                    progress.remove(run);
                    ended.accept(seen.get());
                }
            }
            progress.draw();
            if (open.isEmpty()) {
                return;
            }
            if (Instant.now().isAfter(deadline)) {
                throw ServiceException.failed("still waiting for " + open.size() + " of " + submitted.size()
                        + " runs, which go on without this command; the first of them: "
                        + research.address(open.get(0).runId()));
            }
            Pause.of(POLL_INTERVAL);
        }
    }

    private Optional<RunView> read(Submitted run) {
        try {
            Optional<RunView> seen = research.find(run.runId());
            lastAnswer = Instant.now();
            return seen;
        } catch (ServiceException e) {
            if (Instant.now().isAfter(lastAnswer.plus(MAX_SILENCE))) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** @param company as the user wrote it */
    public record Submitted(String company, String runId) {
    }
}
