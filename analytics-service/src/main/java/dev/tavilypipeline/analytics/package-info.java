/** Loads the rows into a warehouse and answers what they say: {@code load} fills it, {@code kpi} asks it. */
package dev.tavilypipeline.analytics;
