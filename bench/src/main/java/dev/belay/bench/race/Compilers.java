package dev.belay.bench.race;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * javac, alone and with Error Prone in it. Both need all that the sources are compiled against;
 * should these not compile, they end with 1, which is no success here.
 */
final class Compilers {

  /** What Error Prone's installation page has a JDK from 16 on open to it. */
  private static final List<String> EXPORTS =
      List.of("api", "file", "main", "model", "parser", "processing", "tree", "util");

  private static final List<String> OPENS = List.of("code", "comp");

  private final Path downloads;
  private final Path outputs;
  private final String javaVersion;
  private final String javac;

  /**
   * @param downloads where {@code bench/race} put Error Prone and libraries
   * @param outputs where classes and lists of files go
   * @param javaVersion of the JDK at hand, as it tells it
   */
  Compilers(Path downloads, Path outputs, String javaVersion) {
    this.downloads = downloads;
    this.outputs = outputs;
    this.javaVersion = javaVersion;
    this.javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
  }

  /** A compilation to classes that checks nothing. */
  Contestant javac(Course course) throws IOException {
    List<String> command = new ArrayList<>(List.of(javac, "-nowarn"));
    command.addAll(compilation(course));
    return new Contestant(
        "javac, compile", javaVersion, command, Map.of(), Optional.empty(), Set.of(0));
  }

  /** The same compilation with one check, for futures that are dropped. */
  Contestant errorProne(Course course) throws IOException {
    List<Path> jars;
    try (Stream<Path> found = Files.list(downloads.resolve("error-prone"))) {
      jars = found.sorted().toList();
    }
    List<String> command = new ArrayList<>(List.of(javac));
    EXPORTS.forEach(name -> command.add("-J--add-exports=" + opened(name)));
    OPENS.forEach(name -> command.add("-J--add-opens=" + opened(name)));
    command.addAll(
        List.of(
            "-XDcompilePolicy=simple",
            "--should-stop=ifError=FLOW",
            "-Xplugin:ErrorProne -XepDisableAllChecks -Xep:FutureReturnValueIgnored:WARN",
            // Else javac stops telling at 100.
            "-Xmaxwarns",
            "100000",
            // Unlike a class path it knows no star.
            "@" + list("error-prone-path.txt", List.of("-processorpath", joined(jars)))));
    command.addAll(compilation(course));
    return new Contestant(
        "Error Prone, one check",
        "Error Prone " + version(jars),
        command,
        Map.of(),
        // javac's messages.
        Optional.of(outputs.resolve("stderr.txt")),
        Set.of(0));
  }

  private List<String> compilation(Course course) throws IOException {
    List<String> sources = Course.sources(course.path()).stream().map(Path::toString).toList();
    return List.of(
        "-proc:none",
        "-d",
        outputs.resolve("classes").toString(),
        "-cp",
        downloads.resolve("flink-libraries") + File.separator + "*",
        "@" + list("sources.txt", sources));
  }

  private Path list(String name, List<String> words) throws IOException {
    return Files.write(outputs.resolve(name), words);
  }

  private static String opened(String name) {
    return "jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED";
  }

  private static String joined(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** It tells none itself. */
  private static String version(List<Path> jars) throws IOException {
    return jars.stream()
        .map(jar -> jar.getFileName().toString())
        .filter(name -> name.startsWith("error_prone_core-"))
        .map(name -> name.replaceAll("error_prone_core-|\\.jar", ""))
        .findFirst()
        .orElseThrow(() -> new IOException("no error_prone_core among " + jars));
  }
}
