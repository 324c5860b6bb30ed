package dev.tavilypipeline.localstack.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.localstack.knowledge.Identity;
import dev.tavilypipeline.localstack.knowledge.Knowledge;

/** https://platform.openai.com/docs/api-reference/chat/create; it only names a company and its industry. */
final class ChatProvider implements Provider {

    private final Knowledge knowledge;

    ChatProvider(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public String path() {
        return "/v1/chat/completions";
    }

    @Override
    public ParsedRequest parse(JsonNode body) throws RefusedException {
        return new Chat(ChatRequest.of(body));
    }

    @Override
    public Answer unauthorized() {
        return error(401, "invalid_request_error", "invalid_api_key", null, "You didn't provide an API key.");
    }

    @Override
    public Answer unreadable() {
        return error(400, "invalid_request_error", null, null, "We could not parse the JSON body of your request.");
    }

    @Override
    public Answer rateLimited(int retryAfterSeconds) {
        return error(429, "requests", "rate_limit_exceeded", null, "Rate limit reached for requests per minute.")
                .with("Retry-After", Integer.toString(retryAfterSeconds));
    }

    @Override
    public Answer quotaExceeded() {
        return error(429, "insufficient_quota", "insufficient_quota", null,
                "You exceeded your current quota, please check your plan and billing details.");
    }

    @Override
    public Answer serverError() {
        return error(500, "server_error", null, null, "The server had an error while processing your request.");
    }

    static Answer error(int status, String type, String code, String param, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", type);
        error.put("param", param);
        error.put("code", code);
        return Answer.error(status, SimulatorJson.write(Map.of("error", error)));
    }

    private final class Chat implements ParsedRequest {

        private final ChatRequest request;

        Chat(ChatRequest request) {
            this.request = request;
        }

        /** The company, not its sources: they may come in another order the next time. */
        @Override
        public String subject() {
            return Knowledge.subject(request.userText()).orElse(request.userText());
        }

        @Override
        public String query() {
            return null;
        }

        @Override
        public String model() {
            return request.model();
        }

        @Override
        public Answer answer(Outcome outcome) {
            return answer(knowledge.identify(request.userText()), outcome);
        }

        @Override
        public Answer emptyAnswer(Outcome outcome) {
            return answer(Identity.UNKNOWN, outcome);
        }

        private Answer answer(Identity identity, Outcome outcome) {
            ChatAnswer answer = ChatAnswer.of(request, request.content(identity), outcome.repeats() > 0);
            ChatAnswer.Usage usage = answer.usage();
            return Answer.of(SimulatorJson.write(answer), new UsageFigures(0, 0, usage.promptTokens(),
                    usage.promptTokensDetails().cachedTokens(), usage.completionTokens(), answer.id()));
        }
    }
}
