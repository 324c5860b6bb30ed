/** Clients for AWS, as the settings say. */
package dev.tavilypipeline.bridge.deliver.aws;
