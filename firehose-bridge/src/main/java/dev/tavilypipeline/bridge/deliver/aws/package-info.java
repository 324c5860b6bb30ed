/** Clients for AWS that do not block. */
package dev.tavilypipeline.bridge.deliver.aws;
