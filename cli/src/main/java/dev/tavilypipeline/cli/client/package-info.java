/** Speaks to the services over HTTP, as any client would, and shows what they answer. */
package dev.tavilypipeline.cli.client;
