package dev.tavilypipeline.kit.start;

import java.util.OptionalInt;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.Priorities;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Validates the settings while the configuration is built: before the platform converts them, whose own messages name neither
 * the environment variable nor a way out, and long before Kafka is read. Found by the platform as a Java service.
 */
public final class SettingsCustomizer implements SmallRyeConfigBuilderCustomizer {

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withInterceptors(new ServiceLinkFilter());
        builder.withInterceptorFactories(new Validation(builder));
        builder.withValidator((type, prefix, settings) -> {
            if (settings instanceof CheckedSettings checked) {
                checked.check();
            }
        });
    }

    private record Validation(SmallRyeConfigBuilder builder) implements ConfigSourceInterceptorFactory {

        /** Outside of all others, so that values are seen with their expressions resolved. */
        @Override
        public OptionalInt getPriority() {
            return OptionalInt.of(Priorities.APPLICATION + 1000);
        }

        @Override
        public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext values) {
            TemporaryFolder.check();
            new SettingsValidator(values).validate(builder.getMappingsBuilder().getMappings());
            return (context, name) -> context.proceed(name);
        }
    }
}
