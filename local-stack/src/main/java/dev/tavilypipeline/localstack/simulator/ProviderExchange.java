package dev.tavilypipeline.localstack.simulator;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** One request to a provider, from its body to the entry in the log. It waits by timers and blocks no thread. */
final class ProviderExchange {

    private static final Duration CLOSED_AFTER = Duration.ofSeconds(60);
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final int CLIENT_DISCONNECTED = 499;
    private static final int NO_ANSWER = 0;

    private final Vertx vertx;
    private final Provider provider;
    private final HttpServerRequest request;
    private final RequestLog log;
    private final long sequence;
    private final Instant receivedAt = Instant.now();
    private final long receivedNanos = System.nanoTime();

    ProviderExchange(Vertx vertx, Provider provider, HttpServerRequest request, RequestLog log) {
        this.vertx = vertx;
        this.provider = provider;
        this.request = request;
        this.log = log;
        this.sequence = log.nextSequence();
    }

    void answer(Buffer body, SimulatorSettings settings, SeededFaults faults) {
        try {
            requireKey();
            ParsedRequest parsed = provider.parse(json(body));
            Outcome outcome = Overrides.of(request).apply(faults.decide(settings, provider.path(), parsed.subject()));
            if (outcome.failure() == Failure.TIMEOUT) {
                record(parsed, outcome, NO_ANSWER, UsageFigures.NONE);
                vertx.setTimer(CLOSED_AFTER.toMillis(), timer -> request.response().reset());
            } else {
                sendAfterLatency(parsed, outcome, answer(parsed, outcome));
            }
        } catch (RefusedException e) {
            record(null, new Outcome(0, Duration.ZERO, null), e.answer().status(), UsageFigures.NONE);
            send(e.answer());
        }
    }

    private void requireKey() throws RefusedException {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !authorization.matches("(?i)bearer \\S+")) {
            throw new RefusedException(provider.unauthorized());
        }
    }

    private JsonNode json(Buffer body) throws RefusedException {
        try {
            JsonNode json = SimulatorJson.read(body.getBytes());
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // the client gets the provider's answer to it
        }
        throw new RefusedException(provider.unreadable());
    }

    private Answer answer(ParsedRequest parsed, Outcome outcome) {
        if (outcome.failure() == null) {
            return parsed.answer(outcome);
        }
        return switch (outcome.failure()) {
            case RATE_LIMITED -> provider.rateLimited(RETRY_AFTER_SECONDS);
            case QUOTA_EXCEEDED -> provider.quotaExceeded();
            case SERVER_ERROR -> provider.serverError();
            case MALFORMED -> parsed.answer(outcome).malformed();
            case EMPTY -> parsed.emptyAnswer(outcome);
            case TIMEOUT -> throw new IllegalStateException("a timeout has no answer");
        };
    }

    private void sendAfterLatency(ParsedRequest parsed, Outcome outcome, Answer answer) {
        long timer = vertx.setTimer(Math.max(1, outcome.latency().toMillis()), elapsed -> {
            record(parsed, outcome, answer.status(), answer.figures());
            send(answer);
        });
        request.response().closeHandler(closed -> {
            if (vertx.cancelTimer(timer)) {
                record(parsed, outcome, CLIENT_DISCONNECTED, UsageFigures.NONE);
            }
        });
    }

    private void record(ParsedRequest parsed, Outcome outcome, int status, UsageFigures figures) {
        log.add(new SimulatedRequest(sequence, receivedAt, provider.path(), parsed == null ? null : parsed.query(),
                parsed == null ? null : parsed.model(), status, outcome.failure(), figures.results(), figures.credits(),
                figures.inputTokens(), figures.cachedInputTokens(), figures.outputTokens(),
                Duration.ofNanos(System.nanoTime() - receivedNanos), figures.requestId()));
    }

    private void send(Answer answer) {
        request.response().setStatusCode(answer.status()).putHeader("Content-Type", "application/json");
        answer.headers().forEach(request.response()::putHeader);
        request.response().end(answer.body());
    }
}
