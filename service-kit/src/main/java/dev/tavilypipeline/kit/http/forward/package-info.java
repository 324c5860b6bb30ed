/** Passes requests on to another service of the installation. */
package dev.tavilypipeline.kit.http.forward;
