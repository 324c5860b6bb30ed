package dev.tavilypipeline.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.junit.jupiter.api.Test;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;

class StoreBeansTest {

    @Test
    void shouldTakeOnlyWhatNoFailoverCanRollBackForStored() {
        try (MongoClient notConnected = MongoClients.create("mongodb://127.0.0.1:1")) {
            MongoCollection<Document> runs = StoreBeans.collection(notConnected, "any", "runs");

            assertThat(runs.getReadConcern()).isEqualTo(ReadConcern.MAJORITY);
            assertThat(runs.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY.withJournal(true));
        }
    }
}
