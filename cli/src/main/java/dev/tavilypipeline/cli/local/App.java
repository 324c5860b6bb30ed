package dev.tavilypipeline.cli.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The copy of a packaged module that its process runs from, so that no build changes the jars of a running process. It is
 * made anew when the module was built again, which only happens while no process of the module runs.
 */
final class App {

    private static final String STAMP = "build.id";

    private final Component component;
    private final Path folder;

    private App(Component component, Path folder) {
        this.component = component;
        this.folder = folder;
    }

    static App install(Component component, Path root, Path folder) throws IOException {
        Path packaged = component.packaged(root);
        String id = id(List.of(packaged, component.jvmOptions(root)));
        Path stamp = folder.resolve(STAMP);
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(id)) {
            Folders.delete(folder);
            Files.createDirectories(folder.getParent());
            Folders.copy(packaged, folder);
            Files.copy(component.jvmOptions(root), folder.resolve("jvm.options"));
            Files.writeString(stamp, id);
        }
        return new App(component, folder);
    }

    /** Changes with every file's name, size or time of change. */
    private static String id(List<Path> parts) throws IOException {
        CRC32 id = new CRC32();
        for (Path part : parts) {
            for (Path file : Folders.walk(part)) {
                if (Files.isRegularFile(file)) {
                    id.update((file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file))
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return Long.toHexString(id.getValue());
    }

    /** What java is called with. */
    List<String> arguments() {
        return List.of("@" + folder.resolve("jvm.options"), "-jar", folder.resolve(component.jar()).toString());
    }
}
