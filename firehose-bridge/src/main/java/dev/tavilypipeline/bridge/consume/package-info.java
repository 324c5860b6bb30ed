/** From the envelopes' topic to the destination, an offset committed only behind what is delivered. */
package dev.tavilypipeline.bridge.consume;
