package dev.belay.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive and the image, unpacked where nothing else of the project is. */
class UnpackedTest {

  private static final String VERSION = System.getProperty("belay.version");
  private static final int JAVA_6 = 50;
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String FINDING =
      "Leaky.java:3:5: error: the handle of this task is dropped [discarded-future]\n";

  /** A blank in its name, as folders of users have. */
  @TempDir(factory = WithABlank.class)
  private Path elsewhere;

  private Path project;

  @BeforeEach
  void project() throws IOException {
    project = Files.createDirectory(elsewhere.resolve("project"));
    Files.writeString(
        project.resolve("Leaky.java"),
        """
        class Leaky {
          void run(java.util.concurrent.ExecutorService pool) {
            pool.submit(() -> System.out.println("run"));
          }
        }
        """);
  }

  @Test
  void theArchiveRunsOnAnyJava() throws Exception {
    Path program = unzip(TARGET.resolve("belay-" + VERSION + ".zip")).resolve("bin/belay");
    Map<String, String> java = Map.of("JAVA_HOME", System.getProperty("java.home"));
    assertFinds(program, java);
    assertEquals("belay " + VERSION + "\n", run(0, java, program.toString(), "--version"));
  }

  @Test
  void theImageNeedsNoJava() throws Exception {
    Path program = untar(TARGET.resolve("belay-" + VERSION + "-image.tar.gz")).resolve("bin/belay");
    assertFinds(program, Map.of("JAVA_HOME", "/no/java"));
  }

  /** Java ends at once where it may not go without the cache and the cache does not fit. */
  @Test
  void theImagesCacheStandsTheMove() throws Exception {
    Path home = untar(TARGET.resolve("belay-" + VERSION + "-image.tar.gz"));
    Map<String, String> demanded = Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");
    assertFinds(home.resolve("bin/belay"), demanded);

    Files.writeString(home.resolve("belay.aot"), "no cache");
    run(1, demanded, home.resolve("bin/belay").toString(), "--version");
  }

  /** Java puts no class of Java 5 into an archive, nor one of a signed jar. */
  @Test
  void everyClassCanBeArchived() throws Exception {
    Path lib = unzip(TARGET.resolve("belay-" + VERSION + ".zip")).resolve("lib");
    List<String> others = new ArrayList<>();
    int classes = 0;
    try (Stream<Path> jars = Files.list(lib)) {
      for (Path jar : jars.toList()) {
        try (ZipFile entries = new ZipFile(jar.toFile())) {
          for (ZipEntry entry : entries.stream().toList()) {
            if (entry.getName().matches("META-INF/[^/]+[.](SF|RSA|DSA|EC)")) {
              others.add(jar.getFileName() + " is signed");
            } else if (entry.getName().endsWith(".class")) {
              classes++;
              if (majorVersion(entries.getInputStream(entry)) < JAVA_6) {
                others.add(jar.getFileName() + ": " + entry.getName());
              }
            }
          }
        }
      }
    }
    assertEquals(List.of(), others);
    assertTrue(classes > 5_000, classes + " classes");
  }

  /** Java reads the manifest of each jar that it has classes of at every start. */
  @Test
  void noManifestIsLong() throws Exception {
    Path lib = unzip(TARGET.resolve("belay-" + VERSION + ".zip")).resolve("lib");
    List<String> longOnes = new ArrayList<>();
    try (Stream<Path> jars = Files.list(lib)) {
      for (Path jar : jars.toList()) {
        try (ZipFile entries = new ZipFile(jar.toFile())) {
          ZipEntry manifest = entries.getEntry("META-INF/MANIFEST.MF");
          if (manifest != null && manifest.getSize() > 200) {
            longOnes.add(jar.getFileName() + ": " + manifest.getSize() + " bytes");
          }
        }
      }
    }
    assertEquals(List.of(), longOnes);
  }

  private static int majorVersion(InputStream classFile) throws IOException {
    try (DataInputStream in = new DataInputStream(classFile)) {
      in.skipNBytes(6);
      return in.readUnsignedShort();
    }
  }

  private void assertFinds(Path program, Map<String, String> environment) throws Exception {
    assertEquals(
        FINDING,
        run(1, environment, program.toString(), "check", "--no-cache", "--format=concise"));
    assertEquals(0, Files.list(elsewhere.resolve("cache")).count(), "only what came along is used");
  }

  /** What a program says on both streams, with an empty cache folder of its own. */
  private String run(int code, Map<String, String> environment, String... command)
      throws Exception {
    Path said = Files.createTempFile(elsewhere, "said", ".txt");
    Files.createDirectories(elsewhere.resolve("cache"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("XDG_CACHE_HOME", elsewhere.resolve("cache").toString());
    // A rented machine: no archive of classes is made for its one run.
    builder.environment().put("CI", "true");
    builder.environment().putAll(environment);
    int ended = builder.start().waitFor();
    String text =
        Files.readString(said, StandardCharsets.UTF_8)
            .replaceFirst("(?m)^NOTE: Picked up JDK_JAVA_OPTIONS.*\n", "");
    assertEquals(code, ended, text);
    return text;
  }

  private Path unzip(Path archive) throws IOException {
    try (FileSystem zip =
        FileSystems.newFileSystem(archive, Map.of("enablePosixFileAttributes", true))) {
      Path top = zip.getPath("/");
      try (Stream<Path> entries = Files.walk(top)) {
        for (Path entry : entries.toList()) {
          Path file = elsewhere.resolve(top.relativize(entry).toString());
          if (Files.isDirectory(entry)) {
            Files.createDirectories(file);
          } else {
            Files.copy(entry, file, StandardCopyOption.COPY_ATTRIBUTES);
            Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(entry));
          }
        }
      }
    }
    return elsewhere.resolve("belay-" + VERSION);
  }

  private Path untar(Path archive) throws Exception {
    List<String> tar = new ArrayList<>(List.of("tar", "-xzf", archive.toString()));
    tar.addAll(List.of("-C", elsewhere.toString()));
    assertEquals(0, new ProcessBuilder(tar).inheritIO().start().waitFor());
    return elsewhere.resolve("belay-" + VERSION);
  }
}
