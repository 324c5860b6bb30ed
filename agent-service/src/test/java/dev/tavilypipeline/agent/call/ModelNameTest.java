package dev.tavilypipeline.agent.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNameTest {

    @ParameterizedTest
    @CsvSource({ "gpt-4o-mini,gpt-4o-mini", "openai/gpt-4o-mini,gpt-4o-mini", "openrouter/openai/gpt-4o-mini,gpt-4o-mini",
            "azure.gpt-4o-mini,gpt-4o-mini", "models/GPT-4o-mini,gpt-4o-mini", "gpt-4o-mini-2024-07-18,gpt-4o-mini",
            "azure.gpt-4o-mini-20240718,gpt-4o-mini", "gpt-4.1-mini,gpt-4.1-mini" })
    void shouldFindTheNameInThePriceList(String model, String name) {
        assertThat(ModelName.candidates(model)).contains(name);
    }

    @ParameterizedTest
    @CsvSource({ "ft:gpt-4o-mini:acme", "gpt-4o-mini:free", "gpt-4o-mini-audio", "my-gpt-4o-mini" })
    void shouldNotTakeAnotherModelForIt(String model) {
        assertThat(ModelName.candidates(model)).doesNotContain("gpt-4o-mini");
    }
}
