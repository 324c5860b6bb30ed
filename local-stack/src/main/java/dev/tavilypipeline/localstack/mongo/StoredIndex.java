package dev.tavilypipeline.localstack.mongo;

import de.bwaldvogel.mongo.backend.Index;

/** An {@link Index} whose entries are in the file. */
interface StoredIndex {

    IndexEntries entries();
}
