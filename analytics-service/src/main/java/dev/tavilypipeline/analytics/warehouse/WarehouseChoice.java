package dev.tavilypipeline.analytics.warehouse;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import dev.tavilypipeline.analytics.warehouse.mongo.MongoSettings;
import dev.tavilypipeline.analytics.warehouse.snowflake.SnowflakeSettings;
import dev.tavilypipeline.kit.start.Allowed;
import dev.tavilypipeline.kit.start.CheckedSettings;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.smallrye.config.ConfigMapping;

/** Which warehouse answers, and which one while it fails. */
@ConfigMapping(prefix = "pipeline.warehouse")
public interface WarehouseChoice extends CheckedSettings {

    /** {@code PIPELINE_WAREHOUSE}; {@code auto}: Snowflake if an account is named, else DuckDB. */
    @Allowed(pattern = "auto|snowflake|duckdb|mongodb", fix = "use auto, snowflake, duckdb or mongodb")
    String source();

    /** {@code PIPELINE_WAREHOUSE_FALLBACK}; empty: {@code mongodb} if its address is known. */
    @Allowed(pattern = "mongodb|none", fix = "use mongodb or none")
    Optional<String> fallback();

    SnowflakeSettings snowflake();

    MongoSettings mongodb();

    /** {@code PIPELINE_DUCKDB_MEMORY}, which the rows of the fallback may take, too. */
    @Allowed(pattern = "[1-9][0-9]* ?[KMGT]i?B", fix = "give a size such as 128MB")
    String memory();

    /** {@code PIPELINE_KPI_QUERY_LIMIT}, which holds for queries of the fallback, too. */
    Duration queryLimit();

    default SourceName sourceName() {
        if (source().equals("auto")) {
            return snowflake().account().isPresent() ? SourceName.SNOWFLAKE : SourceName.DUCKDB;
        }
        return SourceName.valueOf(source().toUpperCase(Locale.ROOT));
    }

    default boolean hasFallback() {
        return sourceName() != SourceName.MONGODB
                && fallback().map(name -> name.equals(SourceName.MONGODB.text())).orElse(mongodb().uri().isPresent());
    }

    @Override
    default void check() {
        if (sourceName() == SourceName.SNOWFLAKE) {
            if (snowflake().account().isEmpty()) {
                throw new SettingRefusedException("PIPELINE_WAREHOUSE", source(), "name the account in SNOWFLAKE_ACCOUNT, too");
            }
            snowflake().check();
        }
        if ((hasFallback() || sourceName() == SourceName.MONGODB) && mongodb().uri().isEmpty()) {
            throw new SettingRefusedException("MONGODB_URI", "",
                    "give the address of the collector's MongoDB, or leave mongodb out of"
                            + " PIPELINE_WAREHOUSE and PIPELINE_WAREHOUSE_FALLBACK");
        }
    }
}
