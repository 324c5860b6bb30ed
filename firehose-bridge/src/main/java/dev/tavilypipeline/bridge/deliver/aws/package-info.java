/** Clients for AWS, and what their failures mean. */
package dev.tavilypipeline.bridge.deliver.aws;
