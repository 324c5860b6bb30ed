/** What has to wait until the start is through. */
package dev.tavilypipeline.collector.start;
