package dev.tavilypipeline.bridge.deliver.objects;

import java.nio.file.Path;

import dev.tavilypipeline.bridge.split.Table;

/**
 * An object on its way.
 *
 * @param aside where it lies, whole, until it is shown
 * @param target where readers look
 * @param size in bytes, as stored
 */
record LakeObject(Table table, Path aside, Path target, long size) {
}
