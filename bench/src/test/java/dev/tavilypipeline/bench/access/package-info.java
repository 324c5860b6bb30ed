/** Who may ask the services, as they are packaged and run. */
package dev.tavilypipeline.bench.access;
