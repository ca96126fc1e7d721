package dev.belay.bench.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The libraries' sources on disk: jars that the build resolved, unpacked once beside them. The
 * version is in the folder's name, so a folder that is there is right.
 */
public final class SourceJars {

  private final Path jars;
  private final Path unpacked;

  /**
   * Where jars are and where their sources go.
   *
   * @param jars folder with the jars under their Maven names
   * @param unpacked folder that gets one folder for each library
   */
  public SourceJars(Path jars, Path unpacked) {
    this.jars = jars;
    this.unpacked = unpacked;
  }

  /**
   * The folder with a library's sources, unpacked if need be. Not for several threads or processes
   * at once.
   *
   * @throws IOException if the jar is missing or broken, or holds no Java file
   */
  public Path sourcesOf(Coordinates library) throws IOException {
    Path folder = unpacked.resolve(library.folder());
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Files.createDirectories(unpacked);
    // Moved into place when complete: a run that is stopped half-way leaves no half library.
    Path partial = Files.createTempDirectory(unpacked, "partial");
    int files = 0;
    try (ZipFile jar = new ZipFile(jars.resolve(library.sourcesJar()).toFile())) {
      Enumeration<? extends ZipEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path target = partial.resolve(entry.getName()).normalize();
        if (entry.isDirectory() || !entry.getName().endsWith(".java")) {
          continue;
        }
        if (!target.startsWith(partial)) {
          throw new IOException("entry leaves the folder: " + entry.getName());
        }
        Files.createDirectories(target.getParent());
        Files.copy(jar.getInputStream(entry), target);
        files++;
      }
    }
    if (files == 0) {
      throw new IOException("no Java file in " + library.sourcesJar());
    }
    return Files.move(partial, folder);
  }
}
