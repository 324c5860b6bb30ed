/** Tools of other makers that tests of several modules use. */
package dev.tavilypipeline.localstack.tools;
