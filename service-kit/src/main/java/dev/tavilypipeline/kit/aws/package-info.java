/** Clients for AWS, and what their failures mean. A service without AWS leaves this package out. */
package dev.tavilypipeline.kit.aws;
