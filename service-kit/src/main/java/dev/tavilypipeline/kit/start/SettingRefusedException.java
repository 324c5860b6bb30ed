package dev.tavilypipeline.kit.start;

import java.util.List;
import java.util.stream.Collectors;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * A setting that cannot work. The message is one sentence that names the setting and says how to fix it; of this type of
 * exception the platform prints the message alone and ends the process.
 */
public final class SettingRefusedException extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    /**
     * @param setting the environment variable
     * @param given its value, of which the password of a URL is not shown; a secret is passed as {@code …}
     * @param fix how to fix it, such as {@code give a time above zero, such as 30s}
     */
    public SettingRefusedException(String setting, String given, String fix) {
        this(setting + "=" + shown(given) + " cannot work: " + fix);
    }

    private SettingRefusedException(String sentences) {
        super(sentences);
    }

    /** @return one exception with a line for each */
    static SettingRefusedException all(List<SettingRefusedException> refused) {
        return new SettingRefusedException(refused.stream().map(Throwable::getMessage).sorted().distinct()
                .collect(Collectors.joining(System.lineSeparator())));
    }

    private static String shown(String given) {
        return given.replaceAll("\\p{Cntrl}", " ").replaceFirst("^([A-Za-z+]+://)?.*@", "$1…@");
    }
}
