/**
 * Answers what the rows of runs, steps and calls say: {@code load} fills the warehouse, {@code kpi} and {@code completeness}
 * ask it.
 */
package dev.tavilypipeline.analytics;
