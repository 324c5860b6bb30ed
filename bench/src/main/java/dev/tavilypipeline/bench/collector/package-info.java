/** How fast and how cheaply the collector drains a backlog, beside MongoDB's sink connector on the same records and store. */
package dev.tavilypipeline.bench.collector;
