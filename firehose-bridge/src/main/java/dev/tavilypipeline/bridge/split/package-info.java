/** Splits the bytes of an envelope into the rows of the three tables, without rebuilding the JSON. */
package dev.tavilypipeline.bridge.split;
