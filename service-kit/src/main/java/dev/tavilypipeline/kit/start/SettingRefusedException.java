package dev.tavilypipeline.kit.start;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * A setting that cannot work, found at start; the message is the sentence that mends it, and of this type the platform shows
 * the message alone.
 */
public final class SettingRefusedException extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    public SettingRefusedException(String setting, String given, String mend) {
        super(setting + "=" + given + " cannot work: " + mend);
    }
}
