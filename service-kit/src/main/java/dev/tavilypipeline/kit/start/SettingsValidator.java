package dev.tavilypipeline.kit.start;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithName;
import io.smallrye.config.common.utils.StringUtil;

/** Looks at every setting that this project maps, and refuses all that cannot work at once. */
final class SettingsValidator {

    private static final String OURS = "dev.tavilypipeline.";
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^:}]+)(:.*)?}", Pattern.DOTALL);

    private final ConfigSourceInterceptorContext values;
    private final SmallRyeConfig converters = new SmallRyeConfigBuilder().addDiscoveredConverters().build();
    private final List<SettingRefusedException> refused = new ArrayList<>();

    SettingsValidator(ConfigSourceInterceptorContext values) {
        this.values = values;
    }

    /** @throws SettingRefusedException with one sentence a setting */
    void validate(Set<ConfigClass> mappings) {
        mappings.stream().filter(mapping -> mapping.getType().getName().startsWith(OURS))
                .forEach(mapping -> collect(mapping.getType(), mapping.getPrefix()));
        if (!refused.isEmpty()) {
            throw SettingRefusedException.all(refused);
        }
    }

    /** Reads the interface itself: the platform's own description of a mapping costs a start five times as much. */
    private void collect(Class<?> settings, String prefix) {
        for (Method setting : settings.getMethods()) {
            if (Modifier.isAbstract(setting.getModifiers())) {
                WithName given = setting.getAnnotation(WithName.class);
                String name = prefix + "." + (given == null ? StringUtil.skewer(setting.getName()) : given.value());
                if (isGroup(setting.getReturnType())) {
                    collect(setting.getReturnType(), name);
                } else {
                    check(setting, name);
                }
            }
        }
    }

    /** Whether these are settings in an interface of their own. */
    private static boolean isGroup(Class<?> type) {
        return type.isInterface() && type.getName().startsWith(OURS);
    }

    private void check(Method setting, String name) {
        ConfigValue value = values.proceed(name);
        if (value == null || value.getValue() == null) {
            return;
        }
        SettingRule rule = SettingRule.of(setting, converters);
        rule.complaint(value.getValue()).ifPresent(fix -> refused.add(new SettingRefusedException(
                variable(value), rule.secret() ? "…" : value.getValue(), fix)));
    }

    /** What the user sets: the variable at the end of the chain of expressions, or whatever the source calls the setting. */
    private String variable(ConfigValue value) {
        String name = value.getName();
        for (ConfigValue at = value; at != null; at = values.proceed(name)) {
            Matcher expression = EXPRESSION.matcher(String.valueOf(at.getRawValue()));
            if (!expression.matches()) {
                return String.valueOf(at.getConfigSourceName()).startsWith("EnvConfigSource")
                        ? name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT)
                        : name;
            }
            name = expression.group(1);
        }
        return name;
    }
}
