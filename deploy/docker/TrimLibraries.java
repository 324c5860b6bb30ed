import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes what this image never loads from the jars in a folder: native libraries of other platforms, and the gRPC that
 * Snowflake's driver contains for PUT and GET of files at Google. Unpacks DuckDB's native library beside the jars, without its
 * symbols, so that it is loaded from there and not unpacked again at each start. Arguments: the folder, amd64 or arm64.
 */
class TrimLibraries {

    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dylib|jnilib|dll|a)(_\\w+)?");
    private static final Pattern UNUSED = Pattern.compile("/net/snowflake/client/jdbc/internal/grpc/.*|.*_internal_grpc_.*");
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
            for (Path file : candidates(zip)) {
                boolean ours = kept.matcher(file.toString()).matches() && !UNUSED.matcher(file.toString()).matches();
                if (ours && DUCKDB.matcher(file.toString()).matches()) {
                    Path library = Files.createDirectories(folder.resolve("native")).resolve("libduckdb_java.so");
                    Files.copy(file, library, StandardCopyOption.REPLACE_EXISTING);
                    removeSymbols(library);
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

    /**
     * Cuts off what follows the last loaded segment, symbols of debuggers and the section headers: a fifth of the file, which
     * no loader reads. Fields of the ELF-64 header by the System V ABI, chapter 4.
     */
    private static void removeSymbols(Path library) throws IOException {
        try (FileChannel file = FileChannel.open(library, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer elf = file.map(FileChannel.MapMode.READ_WRITE, 0, file.size()).order(ByteOrder.LITTLE_ENDIAN);
            if (elf.getInt(0) != 0x464C457F || elf.get(4) != 2) {
                throw new IOException(library + " is no 64-bit ELF file");
            }
            int headers = Math.toIntExact(elf.getLong(0x20));
            int headerSize = elf.getShort(0x36);
            long end = 0;
            for (int header = 0; header < elf.getShort(0x38); header++) {
                int at = headers + header * headerSize;
                if (elf.getInt(at) == 1) {
                    end = Math.max(end, elf.getLong(at + 0x08) + elf.getLong(at + 0x20));
                }
            }
            elf.putLong(0x28, 0).putShort(0x3C, (short) 0).putShort(0x3E, (short) 0);
            file.truncate(end);
        }
    }

    private static List<Path> candidates(FileSystem zip) throws IOException {
        try (Stream<Path> files = Files.walk(zip.getPath("/"))) {
            return files.filter(Files::isRegularFile).filter(file -> NATIVE.matcher(file.toString()).matches()
                    || UNUSED.matcher(file.toString()).matches()).toList();
        }
    }
}
