/** The destinations of rows, and when a row counts as delivered. */
package dev.tavilypipeline.bridge.deliver;
