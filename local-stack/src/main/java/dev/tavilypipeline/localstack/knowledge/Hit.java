package dev.tavilypipeline.localstack.knowledge;

import dev.tavilypipeline.localstack.knowledge.Company.Page;

/**
 * A page that matches a query.
 *
 * @param score 0 to 1, the part of the query that the page is about
 */
public record Hit(Page page, double score) {
}
