/** What the HTTP endpoints of this service share. */
package dev.tavilypipeline.collector.http;
