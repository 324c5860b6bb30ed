package dev.tavilypipeline.agent.model;

import java.net.URI;
import java.time.Duration;

import dev.tavilypipeline.kit.start.Allowed;
import dev.tavilypipeline.kit.start.WebAddress;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

@ConfigMapping(prefix = "pipeline.openai")
interface ModelSettings {

    /** {@code OPENAI_BASE_URL}: any server that speaks OpenAI's chat completions. */
    @WithConverter(WebAddress.class)
    URI baseUrl();

    /** {@code OPENAI_MODEL} */
    String model();

    /** {@code PIPELINE_MODEL_PROVIDER}: the name under which its calls are recorded and counted. */
    @Allowed(pattern = "(?!tavily)[a-z][a-z0-9-]{0,31}", fix = "give a name of lower-case letters, digits and -, such as openai or vllm")
    String provider();

    /** {@code PIPELINE_MODEL_TIMEOUT}: how long one attempt may take. */
    @Allowed(to = "10m", fix = "give a time of up to 10m, which is all that a run may take")
    Duration timeout();

    /** {@code PIPELINE_MODEL_OUTPUT} */
    @Allowed(pattern = "auto|json_schema|json_object|text", fix = "use auto, json_schema, json_object or text")
    String output();

    /** {@code PIPELINE_MODEL_MAX_OUTPUT_TOKENS}: reasoning counts too. */
    @Allowed(from = "16", to = "100000", fix = "give a number from 16 to 100000")
    int maxOutputTokens();
}
