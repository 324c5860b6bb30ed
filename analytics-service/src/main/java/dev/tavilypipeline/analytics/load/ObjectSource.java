package dev.tavilypipeline.analytics.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;

/**
 * Where objects come from: {@code <table folder>/<hour>/<name>.gz}. Anything else there is ignored.
 * <p>
 * <b>Contract.</b> One thread uses it. An {@link IOException} or an exception at run time means that the source is at fault
 * and not an object: the scan ends and is tried again, and nothing counts as listed. Objects may appear and vanish at any time.
 */
interface ObjectSource extends AutoCloseable {

    /** For logs, such as {@code folder=/data/lake}. */
    String description();

    /**
     * Lists a table's objects, each of which appears completely or not at all.
     *
     * @param fromHour the earliest hour; hours in the future are included
     * @param all also the objects of hours in which nothing has changed since they were last {@linkplain Listing#loaded loaded}
     */
    Listing list(LakeTable table, String fromHour, boolean all) throws IOException;

    /**
     * @throws NoSuchFileException if the object has vanished
     * @throws UnreadableObjectException if this object alone cannot be read
     */
    InputStream open(LakeObject object) throws IOException, UnreadableObjectException;

    @Override
    default void close() {
    }

    /** Objects in an order in which neighbours are of the same hour; pages are read as they are asked for. */
    interface Listing extends Iterator<LakeObject> {

        /** To be called when all objects listed are loaded, if they are. */
        default void loaded() {
        }
    }
}
