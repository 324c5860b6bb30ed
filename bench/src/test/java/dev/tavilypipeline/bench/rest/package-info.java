/** HTTP for tests that ask running services. */
package dev.tavilypipeline.bench.rest;
