/** Rows as objects: gzip newline JSON under names that tell where each came from. */
package dev.tavilypipeline.bridge.deliver.objects;
