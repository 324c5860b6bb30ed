/** The stack in deploy/aws: linted, made in another project's AWS, and delivered to. */
package dev.tavilypipeline.bench.aws;
