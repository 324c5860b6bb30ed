package dev.tavilypipeline.agent.call;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names under which the price of a model may stand. Routers put a vendor before the name ({@code openai/gpt-4o-mini},
 * {@code azure.gpt-4o-mini}, {@code models/…}), and vendors a date behind it. What stands behind a colon is another product,
 * such as a fine-tuned model, and has another price.
 */
final class ModelName {

    private static final Pattern VENDOR = Pattern.compile("^[a-z]+\\.(?=[a-z])");
    private static final Pattern DATE = Pattern.compile("[-@](\\d{4}-\\d{2}-\\d{2}|20\\d{6})$");

    private ModelName() {
    }

    /** @return the exact name first */
    static Stream<String> candidates(String model) {
        String bare = withoutVendor(model.strip().toLowerCase(Locale.ROOT));
        return Stream.of(model, bare, DATE.matcher(bare).replaceFirst("")).distinct();
    }

    private static String withoutVendor(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1);
        for (Matcher vendor = VENDOR.matcher(name); vendor.find(); vendor = VENDOR.matcher(name)) {
            name = name.substring(vendor.end());
        }
        return name;
    }
}
