package dev.tavilypipeline.analytics.sql;

import java.util.List;

/** The values for a query's parameters. */
@FunctionalInterface
public interface Parameters {

    /** @return the values of a parameter, each as text that the SQL casts; empty if it is not given */
    List<String> values(String parameter);
}
