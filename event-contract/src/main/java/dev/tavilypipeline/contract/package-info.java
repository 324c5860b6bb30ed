/**
 * What the services tell each other. One record a message, JSON in {@code snake_case}; times are UTC instants in ISO-8601,
 * durations milliseconds, money US dollars. Unknown fields are tolerated, a missing required one is refused by its name.
 */
package dev.tavilypipeline.contract;
