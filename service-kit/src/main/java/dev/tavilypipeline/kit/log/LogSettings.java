package dev.tavilypipeline.kit.log;

import dev.tavilypipeline.kit.start.Allowed;
import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;

/** How much is logged, and how. The platform reads it, here it is only checked. */
@Unremovable
@ConfigMapping(prefix = "pipeline.log")
interface LogSettings {

    /** {@code PIPELINE_LOG_LEVEL} */
    @Allowed(pattern = "(?i)OFF|FATAL|ERROR|WARN|INFO|DEBUG|TRACE|ALL", fix = "use DEBUG, INFO, WARN or ERROR")
    String level();

    /** {@code PIPELINE_LOG_JSON} */
    boolean json();
}
