import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Attributes.Name;
import java.util.jar.Manifest;

/**
 * A step of the build: leaves in the manifests of libraries what Java goes by. It reads the
 * manifest of each jar that it has classes of at every start, and those made for OSGi list
 * thousands of packages.
 *
 * <p>Argument: a folder of jars, changed in place.
 */
final class ShortManifests {

  private static final Set<Name> NEEDED =
      Set.of(Name.MANIFEST_VERSION, Name.MULTI_RELEASE, new Name("Automatic-Module-Name"));

  private ShortManifests() {}

  public static void main(String[] folder) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(folder[0]), "*.jar")) {
      for (Path jar : jars) {
        try (FileSystem entries = FileSystems.newFileSystem(jar)) {
          Path file = entries.getPath("META-INF/MANIFEST.MF");
          if (Files.exists(file)) {
            shorten(file);
          }
        }
      }
    }
  }

  /** Leaves alone what is short: in a folder that was built before, all are. */
  private static void shorten(Path file) throws IOException {
    Manifest manifest;
    try (InputStream in = Files.newInputStream(file)) {
      manifest = new Manifest(in);
    }
    Attributes main = manifest.getMainAttributes();
    if (main.keySet().retainAll(NEEDED) | !manifest.getEntries().isEmpty()) {
      manifest.getEntries().clear();
      // Two builds of the same sources are the same bytes.
      FileTime time = Files.getLastModifiedTime(file);
      try (OutputStream out = Files.newOutputStream(file)) {
        manifest.write(out);
      }
      Files.setLastModifiedTime(file, time);
    }
  }
}
