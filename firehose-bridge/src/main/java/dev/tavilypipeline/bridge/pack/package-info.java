/** From rows to what one call to Firehose takes, so that next to nothing is lost to its rounding. */
package dev.tavilypipeline.bridge.pack;
