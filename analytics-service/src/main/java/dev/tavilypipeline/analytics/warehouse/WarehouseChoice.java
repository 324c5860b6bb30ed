package dev.tavilypipeline.analytics.warehouse;

import java.util.Optional;

import dev.tavilypipeline.analytics.warehouse.snowflake.SnowflakeSettings;
import dev.tavilypipeline.kit.start.Allowed;
import dev.tavilypipeline.kit.start.CheckedSettings;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.smallrye.config.ConfigMapping;

/** Which warehouse answers, and which one while it fails. */
@ConfigMapping(prefix = "pipeline.warehouse")
public interface WarehouseChoice extends CheckedSettings {

    /** {@code PIPELINE_WAREHOUSE}; {@code auto}: Snowflake if an account is named, else DuckDB. */
    @Allowed(pattern = "auto|snowflake|duckdb", fix = "use auto, snowflake or duckdb")
    String source();

    SnowflakeSettings snowflake();

    default SourceName sourceName() {
        if (source().equals("auto")) {
            return snowflake().account().isPresent() ? SourceName.SNOWFLAKE : SourceName.DUCKDB;
        }
        return SourceName.valueOf(source().toUpperCase(java.util.Locale.ROOT));
    }

    @Override
    default void check() {
        if (sourceName() == SourceName.SNOWFLAKE) {
            if (snowflake().account().isEmpty()) {
                throw new SettingRefusedException("PIPELINE_WAREHOUSE", source(), "name the account in SNOWFLAKE_ACCOUNT, too");
            }
            snowflake().check();
        }
    }
}
