package dev.tavilypipeline.agent.call;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.tavilypipeline.agent.call.BodyLimit.TooLargeException;
import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.ProviderRequest.Head;
import dev.tavilypipeline.contract.ErrorType;

/**
 * Reads a whole response: what was used, then what it says. A fault of a {@link ResponseParser} is a failure of the attempt, so
 * that a paid call is recorded in any case.
 */
final class ResponseReader {

    private static final Logger LOG = Logger.getLogger(ResponseReader.class);
    private static final int PAYMENT_REQUIRED = 402;
    private static final int MAX_PLAIN_TEXT = 300;

    /** {@code code} or {@code type} of errors that say that the account has no money left. */
    private static final Set<String> NO_QUOTA = Set.of("insufficient_quota", "insufficient_balance", "insufficient_credits",
            "billing_hard_limit_reached", "billing_not_active");

    private final ProviderJson json;
    private final Redactor redactor;
    private final TimeSource time;

    ResponseReader(Redactor redactor, TimeSource time) {
        this.json = new ProviderJson(redactor);
        this.redactor = redactor;
        this.time = time;
    }

    <T> ParsedResponse<T> read(Head head, ResponseBody body, ResponseParser<T> parser) {
        byte[] bytes;
        try {
            bytes = body.unpacked(head.header("Content-Encoding"));
        } catch (TooLargeException e) {
            return ParsedResponse.of(Failure.because(ErrorType.INVALID_RESPONSE, e.getMessage()));
        } catch (IOException e) {
            return ParsedResponse
                    .of(Failure.because(isSuccess(head) ? ErrorType.INVALID_RESPONSE : ErrorType.http(head.status()),
                            "the answer is packed in a way that cannot be read"));
        }
        JsonNode tree = tree(bytes);
        Usage usage = guarded(tree, parser::usage, Usage.UNKNOWN);
        Outcome<T> outcome = guarded(tree, node -> outcome(head, node, bytes, parser),
                Failure.because(ErrorType.INTERNAL, "the agent failed to read the answer, see its log"));
        String requestId = guarded(tree, parser::requestId, null);
        return new ParsedResponse<>(outcome, outcome instanceof Failure ? null : guarded(tree, parser::results, null), usage,
                requestId == null ? redactor.redactSentence(OneLine.of(head.header("x-request-id"))) : requestId);
    }

    /** @return a missing node if it is no JSON */
    private JsonNode tree(byte[] body) {
        try {
            return json.read(body);
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }

    private static <R> R guarded(JsonNode tree, Function<JsonNode, R> read, R otherwise) {
        try {
            return read.apply(tree);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("provider response could not be parsed, an error inside the service", e);
            return otherwise;
        }
    }

    private <T> Outcome<T> outcome(Head head, JsonNode tree, byte[] body, ResponseParser<T> parser) {
        if (isSuccess(head)) {
            if (!tree.isObject()) {
                return Failure.because(ErrorType.INVALID_RESPONSE, "the answer is not a JSON object");
            }
            Outcome<T> outcome = parser.outcome(tree);
            return outcome instanceof Failure<T> failure ? errorInside(tree, head, failure) : outcome;
        }
        String sentence = ErrorSentence.in(tree).orElseGet(() -> plainText(tree, body, head.status()));
        return parser.refused(head.status(), failure(errorType(head.status(), tree), sentence, head));
    }

    /** Some servers answer 200 and then fail: the error says more than the answer that is missing. */
    private <T> Failure<T> errorInside(JsonNode tree, Head head, Failure<T> failure) {
        JsonNode code = tree.path("error").path("code");
        int status = code.canConvertToInt() && code.asInt() >= 400 && code.asInt() < 600 ? code.asInt() : 0;
        return ErrorSentence.in(tree)
                .map(sentence -> this.<T> failure(
                        status > 0 || hasNoQuota(tree) ? errorType(status, tree) : failure.errorType(), sentence, head))
                .orElse(failure);
    }

    private <T> Failure<T> failure(String errorType, String sentence, Head head) {
        Duration retryAfter = RetryAfter.of(head::header, time.now());
        return new Failure<>(errorType, redactor.redactSentence(sentence), retryAfter, false);
    }

    private static String errorType(int status, JsonNode tree) {
        return status == PAYMENT_REQUIRED || hasNoQuota(tree) ? ErrorType.INSUFFICIENT_QUOTA : ErrorType.http(status);
    }

    private static boolean hasNoQuota(JsonNode tree) {
        JsonNode error = tree.path("error");
        return NO_QUOTA.contains(error.path("code").asText()) || NO_QUOTA.contains(error.path("type").asText())
                || NO_QUOTA.contains(tree.path("code").asText());
    }

    /** A proxy in between may answer in HTML: then the status says it all. */
    private static String plainText(JsonNode tree, byte[] body, int status) {
        String text = body.length > MAX_PLAIN_TEXT ? "" : OneLine.of(new String(body, StandardCharsets.UTF_8));
        boolean sentence = tree.isMissingNode() && text.matches("[^<{\\[]*\\p{L}[^<{\\[]*");
        return "HTTP " + status + (sentence ? ": " + text : "");
    }

    private static boolean isSuccess(Head head) {
        return head.status() / 100 == 2;
    }
}
