package dev.tavilypipeline.analytics.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.analytics.sql.NameKey;

/** There is no JavaScript here: the function is read for its steps, which Java then takes. */
class NameKeyFunctionTest {

    private static final String FUNCTION = SnowflakeSql.statements("07_functions.sql").stream()
            .filter(statement -> statement.contains(" FUNCTION ")).findFirst().orElseThrow();
    private static final Pattern STEP = Pattern.compile("\\.replace\\(/(.*?)/g, '( ?)'\\)");
    private static final List<Step> STEPS = STEP.matcher(FUNCTION).results()
            .map(step -> new Step(Pattern.compile(step.group(1)), step.group(2))).toList();

    @Test
    void shouldComposeReplaceAndLower() {
        assertThat(STEP.matcher(FUNCTION).replaceAll("")).containsIgnoringWhitespaces(
                "const key = NAME.normalize('NFC').toLowerCase().normalize('NFC'); return key === '' ? null : key;");
    }

    @Test
    void shouldGiveEveryNameTheKeyThatTheServiceGivesIt() {
        List<String> wrong = IntStream.rangeClosed(0, Character.MAX_VALUE).mapToObj(Character::toString)
                .flatMap(each -> Stream.of(each, each + "A" + each + each + "b" + each))
                .filter(name -> !Objects.equals(key(name), NameKey.of(name))).toList();

        assertThat(wrong).isEmpty();
    }

    private static String key(String name) {
        String visible = STEPS.get(0).on(name);
        String lower = Normalizer.normalize(visible, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        String key = Normalizer.normalize(lower, Normalizer.Form.NFC);
        for (Step step : STEPS.subList(1, STEPS.size())) {
            key = step.on(key);
        }
        return key.isEmpty() ? null : key;
    }

    private record Step(Pattern what, String by) {

        private String on(String name) {
            return what.matcher(name).replaceAll(by);
        }
    }
}
