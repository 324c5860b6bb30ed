package dev.tavilypipeline.kit.start;

/** Settings that have to fit together: a {@code @ConfigMapping} interface extends it and compares its own values. */
public interface CheckedSettings {

    /**
     * Called once, when every single value is known to be valid and before anything has started.
     *
     * @throws SettingRefusedException naming one of the settings and how to fix it
     */
    default void check() {
    }
}
