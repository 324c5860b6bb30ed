package dev.tavilypipeline.kit.tracing;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Without an endpoint there is no exporter and no thread of one. */
class TracingBeans {

    private static final Logger LOG = Logger.getLogger(TracingBeans.class);

    @Produces
    @Singleton
    Tracing tracing(TracingSettings settings, @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        return settings.endpoint().map(endpoint -> {
            LOG.infof("runs are traced endpoint=%s share=%s", endpoint, settings.share());
            return Tracing.to(SpanExport.provider(endpoint, settings, service, version));
        }).orElse(Tracing.OFF);
    }

    void close(@Disposes Tracing tracing) {
        tracing.close();
    }
}
