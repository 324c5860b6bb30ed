package dev.tavilypipeline.localstack.mongo;

import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

import de.bwaldvogel.mongo.backend.KeyValue;

/** The maps of a file, by name and with the types of their keys and values, which the file itself does not record. */
record StoredMaps(MVStore store) {

    /** By these names the backend finds the databases of a file. */
    private static final String DOCUMENTS = "databases.";
    private static final String INDEX = "keys.";

    MVMap<Object, byte[]> documents(String collection) {
        return store.openMap(DOCUMENTS + collection, new MVMap.Builder<Object, byte[]>().valueType(ByteArrayDataType.INSTANCE));
    }

    boolean hasIndex(String collection, String index) {
        return store.hasMap(INDEX + collection + '.' + index);
    }

    MVMap<KeyValue, Object> index(String collection, String index) {
        return openIndex(INDEX + collection + '.' + index);
    }

    void rename(String collection, String newName) {
        store.renameMap(documents(collection), DOCUMENTS + newName);
    }

    /** Any of them by its name. */
    MVMap<?, ?> open(String name) {
        if (name.startsWith(DOCUMENTS)) {
            return documents(name.substring(DOCUMENTS.length()));
        }
        return name.startsWith(INDEX) ? openIndex(name) : store.openMap(name);
    }

    private MVMap<KeyValue, Object> openIndex(String name) {
        return store.openMap(name, new MVMap.Builder<KeyValue, Object>().keyType(new IndexKeys()));
    }
}
