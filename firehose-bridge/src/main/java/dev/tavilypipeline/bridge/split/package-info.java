/** From an envelope's bytes to the rows of the three tables, without rebuilding the JSON. */
package dev.tavilypipeline.bridge.split;
