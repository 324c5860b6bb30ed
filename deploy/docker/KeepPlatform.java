import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes the native libraries of other platforms than this image's from the jars in a folder, and unpacks DuckDB's beside
 * them, so that it is loaded from there and not unpacked again at each start. Arguments: the folder, amd64 or arm64.
 */
class KeepPlatform {

    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dylib|jnilib|dll|a)(_\\w+)?");
    private static final Pattern DUCKDB = Pattern.compile("/libduckdb_java\\.so_\\w+");

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Pattern kept = Pattern.compile(args[1].equals("arm64") ? ".*linux\\W*_?(aarch64|aarch_64|arm64)\\b.*"
                : ".*linux\\W*_?(amd64|x86_64|x86-64)\\b.*", Pattern.CASE_INSENSITIVE);
        try (Stream<Path> jars = Files.list(folder)) {
            for (Path jar : jars.filter(each -> each.toString().endsWith(".jar")).toList()) {
                keep(jar, kept, folder);
            }
        }
    }

    private static void keep(Path jar, Pattern kept, Path folder) throws IOException {
        var modified = Files.getLastModifiedTime(jar);
        boolean changed = false;
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            for (Path file : natives(zip)) {
                boolean ours = kept.matcher(file.toString()).matches();
                if (ours && DUCKDB.matcher(file.toString()).matches()) {
                    Path library = Files.createDirectories(folder.resolve("native")).resolve("libduckdb_java.so");
                    Files.copy(file, library, StandardCopyOption.REPLACE_EXISTING);
                    Files.setLastModifiedTime(library, modified);
                    ours = false;
                }
                if (!ours) {
                    Files.delete(file);
                    changed = true;
                }
            }
        }
        if (changed) {
            Files.setLastModifiedTime(jar, modified);
            System.out.println(jar.getFileName() + " " + Files.size(jar) / 1024 + " KiB");
        }
    }

    private static List<Path> natives(FileSystem zip) throws IOException {
        try (Stream<Path> files = Files.walk(zip.getPath("/"))) {
            return files.filter(Files::isRegularFile).filter(file -> NATIVE.matcher(file.toString()).matches()).toList();
        }
    }
}
