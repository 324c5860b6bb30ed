package dev.tavilypipeline.localstack.knowledge;

import dev.tavilypipeline.localstack.knowledge.Company.Page;

/**
 * A page that fits a query.
 *
 * @param score 0 to 1: how much of what the query asks for the page is about
 */
public record Hit(Page page, double score) {
}
