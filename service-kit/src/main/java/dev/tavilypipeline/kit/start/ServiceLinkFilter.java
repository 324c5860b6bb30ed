package dev.tavilypipeline.kit.start;

import java.util.regex.Pattern;

import jakarta.annotation.Priority;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;

/**
 * Ignores the variables such as {@code PIPELINE_AGENT_PORT=tcp://10.0.0.7:8081} that Kubernetes sets in every pod beside a
 * service
 * named {@code pipeline-agent}: they are no port of ours, which keeps its default.
 */
@Priority(Priorities.LIBRARY + 150)
class ServiceLinkFilter implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;
    private static final Pattern PORT = Pattern.compile("PIPELINE_[A-Z_]+_PORT");
    private static final Pattern SERVICE_LINK = Pattern.compile("(tcp|udp|sctp)://.*");

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        return value != null && PORT.matcher(name).matches() && SERVICE_LINK.matcher(String.valueOf(value.getValue())).matches()
                ? null
                : value;
    }
}
