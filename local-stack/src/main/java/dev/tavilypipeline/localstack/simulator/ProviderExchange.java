package dev.tavilypipeline.localstack.simulator;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** One request to a provider, from its body to the entry in the log. It waits by timers and holds no thread. */
final class ProviderExchange {

    private static final Duration CLOSED_AFTER = Duration.ofSeconds(60);
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final int CLIENT_WENT_AWAY = 499;
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

    void answer(Buffer body, SimulatorSettings settings, Chance chance) {
        try {
            requireKey();
            Inquiry inquiry = provider.understand(json(body));
            Fate fate = Overrides.of(request).applied(chance.decide(settings, provider.path(), inquiry.subject()));
            if (fate.failure() == Failure.TIMEOUT) {
                record(inquiry, fate, NO_ANSWER, Answer.Told.NOTHING);
                vertx.setTimer(CLOSED_AFTER.toMillis(), timer -> request.response().reset());
            } else {
                later(inquiry, fate, answer(inquiry, fate));
            }
        } catch (RefusedException e) {
            record(null, new Fate(0, Duration.ZERO, null), e.answer().status(), Answer.Told.NOTHING);
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
            // told to the one who asked
        }
        throw new RefusedException(provider.unreadable());
    }

    private Answer answer(Inquiry inquiry, Fate fate) {
        if (fate.failure() == null) {
            return inquiry.answer(fate);
        }
        return switch (fate.failure()) {
            case RATE_LIMITED -> provider.rateLimited(RETRY_AFTER_SECONDS);
            case QUOTA_EXCEEDED -> provider.quotaExceeded();
            case SERVER_ERROR -> provider.serverError();
            case MALFORMED -> inquiry.answer(fate).malformed();
            case EMPTY -> inquiry.emptyAnswer(fate);
            case TIMEOUT -> throw new IllegalStateException("a timeout has no answer");
        };
    }

    private void later(Inquiry inquiry, Fate fate, Answer answer) {
        long timer = vertx.setTimer(Math.max(1, fate.latency().toMillis()), elapsed -> {
            record(inquiry, fate, answer.status(), answer.told());
            send(answer);
        });
        request.response().closeHandler(closed -> {
            if (vertx.cancelTimer(timer)) {
                record(inquiry, fate, CLIENT_WENT_AWAY, Answer.Told.NOTHING);
            }
        });
    }

    private void record(Inquiry inquiry, Fate fate, int status, Answer.Told told) {
        log.add(new SimulatedRequest(sequence, receivedAt, provider.path(), inquiry == null ? null : inquiry.query(),
                inquiry == null ? null : inquiry.model(), status, fate.failure(), told.results(), told.credits(),
                told.inputTokens(), told.cachedInputTokens(), told.outputTokens(),
                Duration.ofNanos(System.nanoTime() - receivedNanos), told.requestId()));
    }

    private void send(Answer answer) {
        request.response().setStatusCode(answer.status()).putHeader("Content-Type", "application/json");
        answer.headers().forEach(request.response()::putHeader);
        request.response().end(answer.body());
    }
}
