/** Delivers rows as objects of gzipped newline-delimited JSON, named by the Kafka offsets they come from. */
package dev.tavilypipeline.bridge.deliver.objects;
